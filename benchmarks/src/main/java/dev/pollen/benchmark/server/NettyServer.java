package dev.pollen.benchmark.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Netty, as its guide and its examples do it: pooled buffers, one flush for each burst of reads.
 */
public final class NettyServer {
  private NettyServer() {}

  /**
   * Serves.
   *
   * @param arguments the service and the name of a transport
   */
  public static void main(String[] arguments) throws InterruptedException {
    NettyTransport transport = NettyTransport.named(arguments[1]);
    EventLoopGroup group = transport.oneThread();
    Channel channel =
        switch (Service.valueOf(arguments[0])) {
          case DATAGRAMS -> bind(transport, group);
          case ECHO -> listen(transport, group, initializer(NettyEcho::new));
          case DOWNLOAD -> {
            ByteBuffer content = Service.downloadContent();
            yield listen(transport, group, initializer(() -> new NettyDownload(content)));
          }
          case HTTP -> listen(transport, group, http());
          case KEY_VALUE -> throw new IllegalArgumentException(arguments[0]);
        };
    Control.listening(channel.localAddress());
    channel.closeFuture().sync();
  }

  private static Channel listen(
      NettyTransport transport, EventLoopGroup group, ChannelHandler initializer)
      throws InterruptedException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.listener())
            .option(ChannelOption.SO_BACKLOG, Service.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(initializer);
    transport.options().forEach(bootstrap::childOption);
    return bootstrap.bind(Service.anyPort()).sync().channel();
  }

  private static Channel bind(NettyTransport transport, EventLoopGroup group)
      throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(transport.datagrams())
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .handler(new NettyDatagramEcho())
        .bind(Service.anyPort())
        .sync()
        .channel();
  }

  private static ChannelHandler initializer(Supplier<ChannelHandler> handlers) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(handlers.get());
      }
    };
  }

  private static ChannelHandler http() {
    HttpDateField date = new HttpDateField();
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new HttpServerCodec(), new NettyHttp(date));
      }
    };
  }
}
