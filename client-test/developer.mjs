// Somebody at work with the real client.
import { installClient, NoClient } from "./install-client.mjs";
import { runClient } from "./run-client.mjs";
import { scenarios } from "./scenarios.mjs";
import { startModelApi } from "./stub-model-api.mjs";

/** The path of the client, or null where it cannot be had. */
export function clientOrNull() {
  try {
    return installClient();
  } catch (error) {
    if (error instanceof NoClient) return null;
    throw error;
  }
}

/** Works through a scenario and reports to ingest as the user. Throws what the client complains of. */
export async function work({ client, ingest, token, user, scenario }) {
  const model = await startModelApi();
  try {
    const { problems } = await runClient({
      client,
      scenario: scenarios[scenario],
      protocol: "http/json",
      modelUrl: model.url,
      otlpUrl: ingest,
      token,
      resource: { user, repo: "example/developer" },
    });
    if (problems.length > 0) throw new Error(problems.join("\n"));
  } finally {
    await model.close();
  }
}
