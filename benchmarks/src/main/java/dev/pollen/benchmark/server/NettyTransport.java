package dev.pollen.benchmark.server;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.Map;

/**
 * A transport of Netty.
 *
 * @param handlers of the event loop
 * @param listener the channel that accepts
 * @param datagrams the channel of datagrams
 * @param options of connections, beside those that all transports have
 */
record NettyTransport(
    IoHandlerFactory handlers,
    Class<? extends ServerChannel> listener,
    Class<? extends Channel> datagrams,
    Map<ChannelOption<Short>, Short> options) {
  private static final short BUFFER_GROUP = 0;
  private static final short BUFFERS = 4096;
  private static final int BUFFER_BYTES = 4096;

  static NettyTransport named(String name) {
    return switch (name) {
      case "nio" ->
          new NettyTransport(
              NioIoHandler.newFactory(),
              NioServerSocketChannel.class,
              NioDatagramChannel.class,
              Map.of());
      case "epoll" ->
          new NettyTransport(
              EpollIoHandler.newFactory(),
              EpollServerSocketChannel.class,
              EpollDatagramChannel.class,
              Map.of());
      case "io_uring" ->
          new NettyTransport(
              IoUringIoHandler.newFactory(ringWithBuffers()),
              IoUringServerSocketChannel.class,
              IoUringDatagramChannel.class,
              Map.of(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, BUFFER_GROUP));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What multishot receives need, which are the fastest that Netty has. */
  private static IoUringIoHandlerConfig ringWithBuffers() {
    return new IoUringIoHandlerConfig()
        .setBufferRingConfig(
            IoUringBufferRingConfig.builder()
                .bufferGroupId(BUFFER_GROUP)
                .bufferRingSize(BUFFERS)
                .batchSize(BUFFERS / 2)
                .batchAllocation(false)
                .allocator(
                    new IoUringFixedBufferRingAllocator(
                        PooledByteBufAllocator.DEFAULT, BUFFER_BYTES))
                .build());
  }

  /** One thread for all sockets. */
  MultiThreadIoEventLoopGroup oneThread() {
    return new MultiThreadIoEventLoopGroup(1, handlers);
  }
}
