package org.calque.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What somebody would write by hand who needs nothing but this: one server, one SELECT for one account's projects,
/// JSON
/// put together column by column. It asks no token, knows no rules, and answers the same rows.
final class HandWritten implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final int LONGEST_QUESTION = 1 << 16;
    private static final String OWN = " from projects p join members m on m.project_id = p.project_id"
            + " where m.account_id = ? and m.\"group\" in ('owner', 'collaborator')";
    private static final String ONE = "select p.project_id, p.title" + OWN + " and p.project_id = ?";
    private static final String MANY = "select p.project_id, p.title" + OWN + " limit ?";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NioEventLoopGroup threads = new NioEventLoopGroup(2);
    private final BlockingQueue<Prepared> free = new ArrayBlockingQueue<>(CONNECTIONS);
    private final UUID account;
    private final Channel channel;

    private record Prepared(Connection connection, PreparedStatement one, PreparedStatement many) {}

    HandWritten(Database database, UUID account) throws SQLException, InterruptedException {
        this.account = account;
        for (int i = 0; i < CONNECTIONS; i++) {
            var connection = database.connect();
            free.add(new Prepared(connection, connection.prepareStatement(ONE), connection.prepareStatement(MANY)));
        }
        channel = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(LONGEST_QUESTION))
                                .addLast(new Answering());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        channel.close().sync();
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        for (var prepared : free) {
            prepared.connection().close();
        }
    }

    private final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var body = new byte[request.content().readableBytes()];
            request.content().readBytes(body);
            Thread.startVirtualThread(() -> context.writeAndFlush(response(body)));
        }
    }

    private DefaultFullHttpResponse response(byte[] body) {
        byte[] answer;
        try {
            answer = answer(body).getBytes(UTF_8);
        } catch (SQLException | IOException | InterruptedException failure) {
            answer = RunningSystem.ERROR.getBytes(UTF_8);
        }
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
        response.headers().set("content-type", "application/json").set("content-length", answer.length);
        return response;
    }

    private String answer(byte[] body) throws SQLException, IOException, InterruptedException {
        var asked = JSON.readTree(body);
        var one = asked.at("/query/projects_all/project_id");
        var prepared = free.take();
        try {
            if (one.isTextual()) {
                prepared.one().setObject(1, account);
                prepared.one().setObject(2, UUID.fromString(one.textValue()));
                return message(rows(prepared.one()));
            }
            prepared.many().setObject(1, account);
            prepared.many().setInt(2, asked.at("/options/0/limit").asInt());
            return message("[" + rows(prepared.many()) + "]");
        } finally {
            free.add(prepared);
        }
    }

    private static String message(String rows) {
        return "{\"event\":\"query\",\"id\":\"" + UUID.randomUUID() + "\",\"query\":{\"projects_all\":" + rows
                + "},\"multi_response\":false}";
    }

    private static String rows(PreparedStatement select) throws SQLException, IOException {
        var json = new StringBuilder();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                json.append(json.isEmpty() ? "" : ",")
                        .append("{\"project_id\":\"")
                        .append(row.getString(1))
                        .append("\",\"title\":")
                        .append(JSON.writeValueAsString(row.getString(2)))
                        .append('}');
            }
        }
        return json.toString();
    }
}
