import { type MetricAi, startMetricAi } from '../../client-test/metric-ai.mjs';

/** An instance and the JWT of one of its operators. */
interface Demo extends Pick<MetricAi, 'ingest' | 'dashboard' | 'token' | 'jwt' | 'close'> {
  opsJwt: string;
}

/** Starts both instances; the tests find them in the environment. What is returned stops them. LIVE_DEMO may name one that runs. */
export default async function start(): Promise<() => Promise<void>> {
  const demo = process.env.LIVE_DEMO
    ? ({ ...JSON.parse(process.env.LIVE_DEMO), close: goesOn } as Demo)
    : await startDemo();
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

async function startDemo(): Promise<Demo> {
  const demo = await startMetricAi(['--demo']);
  try {
    return { ...demo, opsJwt: await demo.operator('operator@example.com') };
  } catch (error) {
    await demo.close();
    throw error;
  }
}

async function goesOn(): Promise<void> {
  // It was not started here.
}
