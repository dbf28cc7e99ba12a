// Starts metric-ai as a person does, on a data directory and ports of its own.
import { execFile, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const COMMAND = fileURLToPath(new URL("../metric-ai", import.meta.url));
const START_MS = 15 * 60_000; // the first time it builds
const STOP_MS = 20_000;
const TOKEN_MS = 20_000;
const RUNNING = "metric-ai is running.";
// It answers while the history is still on its way.
const DEMO_LOADED = "Demo: ready after";
const DEMO_FAILED = "Demo: not loaded";

/**
 * @param {string[]} [options] further ones of `up`, such as --demo
 * @returns an instance: { ingest, dashboard, token, jwt, org, operator, killAndAwait, close }
 */
export async function startMetricAi(options = []) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "metric-ai-data-"));
  const [ingestPort, dashboardPort] = await freePorts(2);
  const args = [
    "--data",
    data,
    "--ingest-port",
    `${ingestPort}`,
    "--dashboard-port",
    `${dashboardPort}`,
    ...options,
  ];
  let up = start(args);
  const remove = () =>
    fs.rmSync(data, {
      recursive: true,
      force: true,
      maxRetries: 5,
      retryDelay: 200,
    });
  const abandon = () => up.killAll() || remove();
  process.once("exit", abandon);
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => process.exit(130));
  const close = async () => {
    up.child.kill("SIGTERM");
    const hurry = setTimeout(up.killAll, STOP_MS);
    await up.ended;
    clearTimeout(hurry);
    process.off("exit", abandon);
    remove();
  };
  /** The power cord of all its processes at once; then it is started again on the same data and ports. */
  const killAndAwait = async () => {
    up.killAll();
    await up.ended;
    up = start(args);
    await running(up, RUNNING);
  };
  try {
    await running(up, args.includes("--demo") ? DEMO_LOADED : RUNNING);
    const [token, jwt] = await Promise.all([
      print("token", "create", "--label", "client-test", "--data", data),
      print("access-token", "--data", data),
    ]);
    const ingest = `http://127.0.0.1:${ingestPort}`;
    await accepted(ingest, token);
    const dashboard = `http://127.0.0.1:${dashboardPort}`;
    /** Makes a further org, as an operator does: the same instance for its senders and its admin. */
    const org = async (id) => {
      const admin = `admin@${id}.example`;
      await print(
        "org",
        "create",
        "--id",
        id,
        "--name",
        `Org ${id}`,
        "--admin",
        admin,
        "--data",
        data,
      );
      const [token, jwt] = await Promise.all([
        print(
          "token",
          "create",
          "--label",
          "client-test",
          "--org",
          id,
          "--data",
          data,
        ),
        print("access-token", "--email", admin, "--data", data),
      ]);
      await accepted(ingest, token);
      return { ingest, dashboard, token, jwt };
    };
    /** Makes somebody an operator of the installation: the JWT of one. */
    const operator = async (email) => {
      await print(
        "member",
        "grant",
        "--email",
        email,
        "--role",
        "ops",
        "--data",
        data,
      );
      return print("access-token", "--email", email, "--data", data);
    };
    return {
      ingest,
      dashboard,
      token,
      jwt,
      org,
      operator,
      killAndAwait,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A process group of its own, so that all of it can be killed; a terminal's ^C does not reach it. */
function start(args) {
  const child = spawn(COMMAND, ["up", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const killAll = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  return { child, ended, killAll };
}

async function running({ child, ended }, lastWords) {
  let output = "";
  let timer;
  const ready = new Promise((resolve) => {
    const watch = (data) => {
      output += data;
      if (output.includes(lastWords)) resolve("ready");
      if (output.includes(DEMO_FAILED)) resolve("not loaded");
    };
    child.stdout.on("data", watch);
    child.stderr.on("data", watch);
  });
  const late = new Promise(
    (resolve) => (timer = setTimeout(resolve, START_MS, "late")),
  );
  const what = await Promise.race([ready, late, ended]);
  clearTimeout(timer);
  if (what !== "ready")
    throw new Error(
      `metric-ai did not start: ${output.trim().split("\n").slice(-5).join(" | ")}`,
    );
}

/** What a command of metric-ai prints. */
async function print(...args) {
  return (await promisify(execFile)(COMMAND, args)).stdout.trim();
}

/** A new token takes some seconds to be known. */
async function accepted(ingest, token) {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
  };
  let status;
  for (const end = Date.now() + TOKEN_MS; Date.now() < end;) {
    ({ status } = await fetch(`${ingest}/v1/logs`, {
      method: "POST",
      headers,
      body: "{}",
    }));
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`ingest answers ${status} to a new token`);
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = net.createServer();
      return new Promise((resolve, reject) =>
        server
          .once("error", reject)
          .listen(0, "127.0.0.1", () => resolve(server)),
      );
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(
    servers.map((server) => new Promise((resolve) => server.close(resolve))),
  );
  return ports;
}
