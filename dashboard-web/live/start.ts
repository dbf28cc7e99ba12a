import { type MetricAi, startMetricAi } from '../../client-test/metric-ai.mjs';

/** Starts both instances; the tests find them in the environment. What is returned stops them. LIVE_DEMO may name one that runs. */
export default async function start(): Promise<() => Promise<void>> {
  const running = process.env.LIVE_DEMO ? ({ ...JSON.parse(process.env.LIVE_DEMO), close } as MetricAi) : null;
  const demo = running ?? (await startMetricAi(['--demo']));
  const captured = await startMetricAi().catch(async (error: unknown) => {
    await demo.close();
    throw error;
  });
  process.env.LIVE_DEMO = JSON.stringify(demo);
  process.env.LIVE_CAPTURED = JSON.stringify(captured);
  return async () => {
    await Promise.all([demo.close(), captured.close()]);
  };
}

async function close(): Promise<void> {
  // It goes on running.
}
