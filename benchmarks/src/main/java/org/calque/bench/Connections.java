package org.calque.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Keep-alive connections to one target, all served by one thread, which alone may call what is in here.
///
/// The requests are ready-made bytes, so that the generator takes as little of the machine as it can.
final class Connections implements AutoCloseable {
    private static final int LONGEST_ANSWER = 64 << 20;
    private final NioEventLoopGroup thread = new NioEventLoopGroup(1);
    private final List<Connection> connections = new ArrayList<>();
    private final Target target;
    private final ByteBuf failureText;
    private int next;

    Connections(Target target, int count) throws InterruptedException {
        this.target = target;
        this.failureText = Unpooled.copiedBuffer(target.failure(), UTF_8);
        var bootstrap = new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpResponseDecoder())
                                .addLast(new HttpObjectAggregator(LONGEST_ANSWER));
                    }
                });
        for (int i = 0; i < count; i++) {
            var connection = new Connection(
                    bootstrap.connect("127.0.0.1", target.port()).sync().channel());
            connection.channel.pipeline().addLast(connection);
            connections.add(connection);
        }
    }

    EventLoop thread() {
        return thread.next();
    }

    List<Connection> all() {
        return connections;
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }

    /// One connection with at most one request under way.
    final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final Channel channel;
        private BiConsumer<Connection, String> whenAnswered; // null while no request is under way

        private Connection(Channel channel) {
            this.channel = channel;
        }

        /// @param answered takes the failure too, null when there is none
        void send(BiConsumer<Connection, String> answered) {
            whenAnswered = answered;
            next = next + 1 == target.requests().size() ? 0 : next + 1;
            channel.writeAndFlush(Unpooled.wrappedBuffer(target.requests().get(next)), channel.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            end(failure(answer));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(cause.toString());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end("the server closed the connection");
        }

        private void end(String failure) {
            var answered = whenAnswered;
            whenAnswered = null;
            if (answered != null) {
                answered.accept(this, failure);
            }
        }

        private String failure(FullHttpResponse answer) {
            var body = answer.content();
            var good = answer.status().code() == 200 && ByteBufUtil.indexOf(failureText, body) < 0;
            return good
                    ? null
                    : answer.status() + " "
                            + body.toString(body.readerIndex(), Math.min(300, body.readableBytes()), UTF_8);
        }
    }
}
