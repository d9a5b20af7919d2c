// The baseline of chat: a bare ws server that stores nothing, answers each line to its sender and hands it to the other.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const rooms = new Map();
server.on('connection', (socket, request) => {
  const room = request.url;
  const others = rooms.get(room) ?? new Set();
  rooms.set(room, others.add(socket));
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString());
    socket.send(JSON.stringify({ type: 'result', id: frame.id }));
    for (const other of others)
      if (other !== socket) other.send(JSON.stringify({ type: 'entries', entries: [frame] }));
  });
});
server.on('listening', () => console.log(JSON.stringify({ port: server.address().port })));
