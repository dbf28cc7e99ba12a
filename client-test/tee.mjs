// Stands between the client and ingest: passes every request on as it came, and keeps a copy.
import http from 'node:http';

/**
 * Starts it on a free port. With `answersWhenAway` it answers 503 when ingest refuses connections or breaks them off, as a
 * balancer does; without, the client's connection breaks off, too.
 *
 * `records` are the requests as they came: { method, path, headers, body, status }. The status of a request that got no
 * answer is the reason.
 */
export async function startTee(ingestUrl, { answersWhenAway = false } = {}) {
  const records = [];
  const server = http.createServer((request, response) => {
    const { method, url: path, headers } = request;
    const record = { method, path, headers, status: 'no answer' };
    records.push(record);
    pass(record, request, response, ingestUrl).catch((error) => {
      record.status = error.code ?? error.message;
      if (!answersWhenAway || response.headersSent) request.socket.destroy();
      else response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain' }).end('away');
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    records,
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  };
}

async function pass(record, request, response, ingestUrl) {
  const { method, path, headers } = record;
  const { hostname, port } = new URL(ingestUrl);
  record.body = await read(request);
  const answer = await new Promise((resolve, reject) => {
    http.request({ hostname, port, method, path, headers }, resolve).once('error', reject).end(record.body);
  });
  const answerBody = await read(answer);
  record.status = answer.statusCode;
  response.writeHead(answer.statusCode, answer.headers);
  response.end(answerBody);
}

async function read(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
