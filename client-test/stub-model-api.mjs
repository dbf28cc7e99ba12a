// A Messages API on loopback that follows the scripts of scenarios.mjs.
//
// It keeps nothing about a conversation: the last text of a person that names a script says which, and the answers of
// the model since then say how far it is. Only the failures are counted, to end when they should.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { scripts } from './scenarios.mjs';

const DELAY_MS = 40;

/**
 * Starts it on a free port.
 *
 * `served` adds up the answers that succeeded: what the client has to account for.
 */
export async function startModelApi() {
  const failures = new Map();
  const served = { apiRequests: 0, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheCreationTokens: 0 };
  const server = http.createServer((request, response) => {
    answer(request, response, failures, served).catch(() => request.socket.destroy());
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    served,
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  };
}

async function answer(request, response, failures, served) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = new URL(request.url, 'http://stub').pathname;
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': id('req'), ...headers });
    response.end(JSON.stringify(body));
  };
  if (request.method !== 'POST' || !path.startsWith('/v1/messages'))
    return send(request.method === 'HEAD' ? 200 : 404, {});

  const body = JSON.parse(Buffer.concat(chunks).toString());
  if (path === '/v1/messages/count_tokens') return send(200, { input_tokens: 100 });
  await new Promise((resolve) => setTimeout(resolve, DELAY_MS));

  const { turn, step, fail } = nextTurn(body, failures);
  if (fail?.status === 0) return request.socket.destroy();
  if (fail) {
    const headers = fail.retryAfter === undefined ? {} : { 'retry-after': String(fail.retryAfter) };
    return send(fail.status, { type: 'error', error: { type: fail.type, message: 'as scripted' } }, headers);
  }

  const content = [
    ...(turn.text ? [{ type: 'text', text: turn.text }] : []),
    ...(turn.tools ?? []).map((tool) => ({ type: 'tool_use', id: id('toolu'), ...tool })),
  ];
  const usage = usageOf(content, step);
  served.apiRequests += 1;
  served.inputTokens += usage.input_tokens;
  served.outputTokens += usage.output_tokens;
  served.cacheReadTokens += usage.cache_read_input_tokens;
  served.cacheCreationTokens += usage.cache_creation_input_tokens;
  const message = {
    id: id('msg'),
    type: 'message',
    role: 'assistant',
    model: body.model,
    content,
    stop_reason: turn.tools ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage,
  };
  return body.stream ? stream(response, message) : send(200, message);
}

/** Tokens that differ from turn to turn, so that sums of the wrong ones do not come out right. */
function usageOf(content, step) {
  const written = step === 0 ? 1500 : 210 + step;
  return {
    input_tokens: 11 + step,
    output_tokens: Math.ceil(JSON.stringify(content).length / 4),
    cache_read_input_tokens: step === 0 ? 0 : 18_000 + 100 * step,
    cache_creation_input_tokens: written,
    cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
    service_tier: 'standard',
  };
}

function nextTurn(body, failures) {
  const messages = body.messages ?? [];
  const named = messages.findLastIndex((message) => message.role === 'user' && /SCRIPT:/.test(textOf(message)));
  if (named < 0 || !body.tools?.length) return { turn: { text: 'A title.' }, step: 0 };
  const text = textOf(messages[named]);
  const name = [...text.matchAll(/SCRIPT:([a-z-]+)/g)].at(-1)[1];
  const cwd = /CWD:(\S+)/.exec(text)?.[1];
  const step = messages.slice(named + 1).filter((message) => message.role === 'assistant').length;

  let turn = scripts[name]?.[step] ?? { text: 'The script is over.' };
  if (typeof turn === 'function') turn = turn(cwd);
  if (!turn.fail) return { turn, step };
  const before = failures.get(`${name}/${step}`) ?? 0;
  if (before >= (turn.fail.times ?? Infinity)) return { turn: turn.then, step };
  failures.set(`${name}/${step}`, before + 1);
  return { fail: turn.fail };
}

function textOf(message) {
  if (typeof message.content === 'string') return message.content;
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
}

function stream(response, message) {
  const event = (type, data) => response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': id('req') });
  const opening = { ...message, content: [], stop_reason: null, usage: { ...message.usage, output_tokens: 1 } };
  event('message_start', { message: opening });
  message.content.forEach((block, index) => {
    const isText = block.type === 'text';
    event('content_block_start', { index, content_block: isText ? { ...block, text: '' } : { ...block, input: {} } });
    event('content_block_delta', {
      index,
      delta: isText
        ? { type: 'text_delta', text: block.text }
        : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) },
    });
    event('content_block_stop', { index });
  });
  event('message_delta', { delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage: message.usage });
  event('message_stop', {});
  response.end();
}

function id(prefix) {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}
