import java.net.URI;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.BridgeApi;
import org.openapitools.client.api.V1GatewayApi;
import org.openapitools.client.api.V1ProjectsApi;
import org.openapitools.client.api.V2ProjectsApi;
import org.openapitools.client.model.ConatHubCall;
import org.openapitools.client.model.HubProjectsDeleteProjectArguments;
import org.openapitools.client.model.HubProjectsDeleteProjectCall;
import org.openapitools.client.model.V1CreateProjectRequest;
import org.openapitools.client.model.V1PingRequest;
import org.openapitools.client.model.V1ProjectExecRequest;
import org.openapitools.client.model.V2ExecRequest;
import org.openapitools.client.model.V2ProjectsGetRequest;

/// What somebody writes who has a generated client. Its twin in TypeScript prints the same.
public final class Program {
    /// @param arguments the address of the gateway and a key
    public static void main(String[] arguments) throws Exception {
        var client = new ApiClient()
                .setHost(URI.create(arguments[0]).getHost())
                .setPort(URI.create(arguments[0]).getPort())
                .setScheme("http")
                .setBasePath("")
                .setRequestInterceptor(it -> it.header("Authorization", "Bearer " + arguments[1]));
        var v1 = new V1ProjectsApi(client);
        var v2 = new V2ProjectsApi(client);

        var pong = new V1GatewayApi(client).v1Ping(new V1PingRequest()).getV1PingPong();
        System.out.println(pong.getEvent().getValue());

        var made = v1.v1CreateProject(new V1CreateProjectRequest().title("Made by a generated client"));
        var project = made.getV1CreateProjectCreated().getProjectId();
        var listed = v2.v2ProjectsGet(new V2ProjectsGetRequest());
        System.out.println(listed.stream().anyMatch(it -> it.getProjectId().equals(project)));

        var command = new V1ProjectExecRequest().projectId(project.toString()).command("echo $((6 * 7))");
        System.out.print(v1.v1ProjectExec(command).getV1ProjectExecOutput().getStdout());
        var failing = new V1ProjectExecRequest().projectId(project.toString()).command("exit 3");
        System.out.println(v1.v1ProjectExec(failing).getErrorMessage().getError().contains("nonzero code 3"));

        var echo = new V2ExecRequest().projectId(project.toString()).command("echo").args(List.of("a b"));
        System.out.print(v2.v2Exec(echo).getStdout());
        System.out.println(v2.v2Exec(new V2ExecRequest().projectId("nowhere").command("true")).getError() != null);

        var deletion = new HubProjectsDeleteProjectCall()
                .name(HubProjectsDeleteProjectCall.NameEnum.PROJECTS_DELETE_PROJECT)
                .args(List.of(new HubProjectsDeleteProjectArguments().projectId(project.toString())));
        System.out.println(new BridgeApi(client).conatHub(new ConatHubCall(deletion)));
    }
}
