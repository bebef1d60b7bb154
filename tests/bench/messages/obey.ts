/** In a worker: carries out what it is told, and answers with what it measured. */
export function obeyWith<Order>(obey: (order: Order) => Promise<number[]>): void {
  self.addEventListener('message', ({ data }: MessageEvent<Order>) => {
    obey(data).then(
      (values) => self.postMessage({ values }),
      (error: unknown) => self.postMessage({ error: String(error) }),
    );
  });
}
