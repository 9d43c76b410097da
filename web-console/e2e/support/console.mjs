// A console viewer on the WebSocket of a page's own browser engine, for tests below the user interface.
export async function openConsole(page, wsUrl, ticket, from = 0) {
  await page.evaluate(
    ([url, token, start]) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url);
        socket.binaryType = 'arraybuffer';
        const decoder = new TextDecoder();
        const viewer = (globalThis.viewer = { socket, text: '', offset: 0, closed: null, hello: null, send: (m) => socket.send(JSON.stringify(m)) });
        socket.onopen = () => viewer.send({ ticket: token, from: start, window: 1 << 20 });
        socket.onclose = (event) => {
          viewer.closed = { code: event.code, reason: event.reason };
          reject(new Error(`closed ${event.code} ${event.reason}`));
        };
        socket.onmessage = ({ data }) => {
          if (typeof data === 'string') {
            const message = JSON.parse(data);
            if (message.hello) {
              viewer.hello = message.hello;
              viewer.offset = message.hello.from;
              resolve();
            }
          } else {
            viewer.text += decoder.decode(data, { stream: true });
            viewer.offset += data.byteLength;
            viewer.send({ ack: viewer.offset });
          }
        };
      }),
    [wsUrl, ticket, from],
  );
}
