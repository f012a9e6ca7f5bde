package dev.pollen.benchmark.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Answers every request by a short text. Headers are names and values that Netty has at hand, and
 * are not checked again, as in Netty's own entries to public comparisons.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class NettyHttp extends ChannelInboundHandlerAdapter {
  private static final ByteBuf CONTENT =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(Service.TEXT.getBytes(StandardCharsets.US_ASCII))
              .asReadOnly());

  /** In upper case where the others have it; Netty's own names are in lower case. */
  private static final AsciiString DATE = AsciiString.cached("Date");

  private static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
  private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
  private static final AsciiString CONNECTION = AsciiString.cached("Connection");
  private static final AsciiString TYPE = AsciiString.cached(Service.TEXT_TYPE);
  private static final AsciiString LENGTH =
      AsciiString.cached(Integer.toString(Service.TEXT.length()));
  private static final HttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);
  private static final HttpHeadersFactory TRAILERS =
      DefaultHttpHeadersFactory.trailersFactory().withValidation(false);

  private final HttpDateField date;

  NettyHttp(HttpDateField date) {
    this.date = date;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, CONTENT.duplicate(), HEADERS, TRAILERS);
      response
          .headers()
          .set(DATE, date.value())
          .set(CONTENT_TYPE, TYPE)
          .set(CONTENT_LENGTH, LENGTH)
          .set(CONNECTION, HttpHeaderValues.KEEP_ALIVE);
      context.write(response, context.voidPromise());
    }
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
