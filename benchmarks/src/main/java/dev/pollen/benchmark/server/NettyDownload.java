package dev.pollen.benchmark.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;

/** Sends as many bytes as it is asked for, all at once. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class NettyDownload extends ByteToMessageDecoder {
  private final ByteBuffer content;

  NettyDownload(ByteBuffer content) {
    this.content = content;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf input, List<Object> out) {
    if (input.readableBytes() >= Long.BYTES) {
      int size = (int) input.readLong();
      context.writeAndFlush(Unpooled.wrappedBuffer(content.slice(0, size)), context.voidPromise());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
