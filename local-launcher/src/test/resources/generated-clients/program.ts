import { BridgeApi, Configuration, V1GatewayApi, V1ProjectsApi, V2ProjectsApi } from "./client";

declare const process: { argv: string[]; exitCode: number };

/** What somebody writes who has a generated client. Its twin in Java prints the same. */
async function main(basePath: string, accessToken: string): Promise<void> {
  const client = new Configuration({ basePath, accessToken });
  const v1 = new V1ProjectsApi(client);
  const v2 = new V2ProjectsApi(client);

  const pong = await new V1GatewayApi(client).v1Ping();
  console.log(pong.event);

  const made = await v1.v1CreateProject({ v1CreateProjectRequest: { title: "Made by a generated client" } });
  if (made.event === "error") throw new Error(made.error);
  const projectId = made.projectId!;
  const listed = await v2.v2ProjectsGet({});
  console.log(listed.some((it) => it.projectId === projectId));

  const done = await v1.v1ProjectExec({ v1ProjectExecRequest: { projectId, command: "echo $((6 * 7))" } });
  if (done.event === "project_exec_output") console.log(done.stdout?.trimEnd());
  const failed = await v1.v1ProjectExec({ v1ProjectExecRequest: { projectId, command: "exit 3" } });
  if (failed.event === "error") console.log(failed.error.includes("nonzero code 3"));

  const echo = await v2.v2Exec({ v2ExecRequest: { projectId, command: "echo", args: ["a b"] } });
  console.log(echo.stdout?.trimEnd());
  const refused = await v2.v2Exec({ v2ExecRequest: { projectId: "nowhere", command: "true" } });
  console.log(refused.error !== undefined);

  console.log(await new BridgeApi(client).conatHub({
    conatHubCall: { name: "projects.deleteProject", args: [{ projectId }] },
  }));
}

main(process.argv[2], process.argv[3]).catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
