package io.ostler.panel.rest.internal.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Recovery;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.access.SignInWaits;
import io.ostler.panel.api.identity.LoginLinks;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.rest.internal.answer.InstanceViews;
import io.ostler.panel.rest.internal.answer.NodeViews;
import io.ostler.panel.rest.internal.answer.SessionAnswers;
import io.ostler.panel.rest.internal.answer.TaskViews;
import io.ostler.panel.rest.internal.audit.AuditEdge;
import io.ostler.panel.rest.internal.events.EventsServlet;
import io.ostler.panel.rest.internal.events.OpenSockets;
import io.ostler.panel.rest.internal.events.Subjects;
import io.ostler.panel.rest.internal.files.FileResource;
import io.ostler.panel.rest.internal.files.TaskResource;
import io.ostler.panel.rest.internal.files.TextResource;
import io.ostler.panel.rest.internal.files.TrashResource;
import io.ostler.panel.rest.internal.files.VersionResource;
import io.ostler.panel.rest.internal.files.WorkResource;
import io.ostler.panel.rest.internal.host.RestHost;
import io.ostler.panel.rest.internal.request.AccessFilter;
import io.ostler.panel.rest.internal.request.Callers;
import io.ostler.panel.rest.internal.request.EdgeFilter;
import io.ostler.panel.rest.internal.request.RequestPolicy;
import io.ostler.panel.rest.internal.resource.AccountResource;
import io.ostler.panel.rest.internal.resource.ActivityResource;
import io.ostler.panel.rest.internal.resource.AllApiKeysResource;
import io.ostler.panel.rest.internal.resource.ApiKeyResource;
import io.ostler.panel.rest.internal.resource.AuditResource;
import io.ostler.panel.rest.internal.resource.BatchResource;
import io.ostler.panel.rest.internal.resource.CloneResource;
import io.ostler.panel.rest.internal.resource.ConsoleLogResource;
import io.ostler.panel.rest.internal.resource.ConsolePeopleResource;
import io.ostler.panel.rest.internal.resource.ControlResource;
import io.ostler.panel.rest.internal.resource.DeletedResource;
import io.ostler.panel.rest.internal.resource.DescriptionResource;
import io.ostler.panel.rest.internal.resource.EnrolmentResource;
import io.ostler.panel.rest.internal.resource.IdentityResource;
import io.ostler.panel.rest.internal.resource.InstanceInvitationResource;
import io.ostler.panel.rest.internal.resource.InstanceResource;
import io.ostler.panel.rest.internal.resource.InvitationResource;
import io.ostler.panel.rest.internal.resource.InvitationUseResource;
import io.ostler.panel.rest.internal.resource.LabelResource;
import io.ostler.panel.rest.internal.resource.LoginLinkResource;
import io.ostler.panel.rest.internal.resource.MemberResource;
import io.ostler.panel.rest.internal.resource.NodeResource;
import io.ostler.panel.rest.internal.resource.NodeUsageResource;
import io.ostler.panel.rest.internal.resource.OwnActivityResource;
import io.ostler.panel.rest.internal.resource.PreferenceResource;
import io.ostler.panel.rest.internal.resource.ProblemResource;
import io.ostler.panel.rest.internal.resource.ProviderResource;
import io.ostler.panel.rest.internal.resource.RightsResource;
import io.ostler.panel.rest.internal.resource.RoleGrantResource;
import io.ostler.panel.rest.internal.resource.RoleResource;
import io.ostler.panel.rest.internal.resource.SecurityResource;
import io.ostler.panel.rest.internal.resource.SessionResource;
import io.ostler.panel.rest.internal.resource.SetupResource;
import io.ostler.panel.rest.internal.resource.SignInResource;
import io.ostler.panel.rest.internal.resource.SshKeyResource;
import io.ostler.panel.rest.internal.resource.StorageResource;
import io.ostler.panel.rest.internal.resource.UpkeepResource;
import io.ostler.panel.rest.internal.resource.UsageResource;
import io.ostler.panel.rest.internal.resource.UserAffairsResource;
import io.ostler.panel.rest.internal.resource.UserResource;
import io.ostler.panel.rest.internal.signin.FactorResource;
import io.ostler.panel.rest.internal.signin.RecoveryResource;
import io.ostler.panel.rest.internal.signin.SecondStepResource;
import io.ostler.panel.rest.internal.signin.UserSessionResource;
import jakarta.servlet.DispatcherType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The whole HTTP interface on loopback, as the whiteboard would put it together, above fakes. */
public final class RestServer implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    public final FakePeople people = new FakePeople();
    public final FakeInvitations invitations = new FakeInvitations(people);
    public final FakeFactors factors = new FakeFactors();
    public final FakeHouse house = new FakeHouse(people);
    public final FakeProblems problems = new FakeProblems(house);
    public final FakeLists lists = new FakeLists(house);
    public final FakeUsage usage = new FakeUsage(people);
    public final FakeAttendees attendees = new FakeAttendees(people);
    public final FakeConsoleLogs logs = new FakeConsoleLogs(house);
    public final FakePermissions permissions = new FakePermissions();
    public final FakeRoles roles = new FakeRoles();
    public final FakeEvents events = new FakeEvents();
    public final FakeAudit acts = new FakeAudit();
    public final FakeActivity activity = new FakeActivity(people, acts);
    public final FakeStorage storage = new FakeStorage(Path.of("pom.xml"));
    public final FakeOwnership owners = new FakeOwnership();
    public final FakeApiKeys keys = new FakeApiKeys(people);
    public final FakeProviders providers = new FakeProviders();
    public final FakeSettings settings = new FakeSettings();
    public final RestHost host;
    public final OpenSockets sockets = new OpenSockets();
    public final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Server server = new Server(new QueuedThreadPool(20));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    public RestServer(String... trustedProxies) throws Exception {
        var policy = new RequestPolicy(config(trustedProxies));
        policy.setSettings(settings);
        var callers = new Callers(people, keys);
        var views = new InstanceViews(people, permissions, problems, usage);
        var taskViews = new TaskViews(house.files, house.files);
        var nodeViews = new NodeViews(people, permissions);
        var answers = new SessionAnswers(people, permissions);
        host = new RestHost(
                new AccessFilter(callers, people, permissions, policy, people), new AuditEdge(acts, owners));
        List.of(
                        new SetupResource(people, answers),
                        new SessionResource(people, answers),
                        new AccountResource(people, people),
                        new ApiKeyResource(keys),
                        new AllApiKeysResource(keys, people::nameOf),
                        new SecurityResource(settings, waits),
                        new UserResource(people),
                        new UserAffairsResource(people, invitations, acts),
                        new InvitationResource(invitations),
                        new InstanceInvitationResource(invitations, permissions),
                        new InvitationUseResource(invitations, answers),
                        new SignInResource(new FakeArrivals(people), new FakeArrivals(people), people, settings),
                        new IdentityResource(new FakeIdentities(), nothing(SignInWays.class)),
                        new ProviderResource(providers),
                        new LoginLinkResource(nothing(LoginLinks.class)),
                        new RoleResource(roles, roles),
                        new RoleGrantResource(roles),
                        new RightsResource(permissions, roles),
                        new SecondStepResource(people, factors, people, answers),
                        new RecoveryResource(recovery(), answers),
                        new FactorResource(factors, factors),
                        new UserSessionResource(people, factors, answers),
                        new AuditResource(acts),
                        new ActivityResource(activity),
                        new OwnActivityResource(activity),
                        new StorageResource(storage),
                        new NodeResource(house, nodeViews),
                        new EnrolmentResource(house),
                        new InstanceResource(house, views),
                        new ControlResource(house, views),
                        new ConsoleLogResource(logs),
                        new ConsolePeopleResource(attendees),
                        new UpkeepResource(new FakeUpkeep(house), taskViews),
                        new ProblemResource(problems),
                        new UsageResource(usage),
                        new NodeUsageResource(usage),
                        new LabelResource(lists, house, views),
                        new CloneResource(lists, taskViews),
                        new DeletedResource(lists, views),
                        new BatchResource(lists, people),
                        new PreferenceResource(new FakePreferences()),
                        new MemberResource(house.members, people, permissions),
                        new SshKeyResource(house.members),
                        new FileResource(house.files),
                        new TextResource(house.files),
                        new WorkResource(house.files, taskViews),
                        new TrashResource(house.files, taskViews),
                        new VersionResource(house.files, taskViews),
                        new TaskResource(house.files, taskViews),
                        new DescriptionResource())
                .forEach(host::addResource);
        people.listeners.add(sockets);
        var subjects = new Subjects(
                events,
                people,
                house,
                views,
                house,
                nodeViews,
                house.files,
                taskViews,
                lists,
                problems,
                usage,
                attendees);

        var context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        var filter = new FilterHolder(new EdgeFilter(policy));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/api/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(async(new ServletHolder(host)), "/api/v1/*");
        context.addServlet(async(new ServletHolder(new EventsServlet(callers, subjects, sockets))), "/api/v1/events");
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    private static ServletHolder async(ServletHolder holder) {
        holder.setAsyncSupported(true);
        holder.setInitOrder(1);
        return holder;
    }

    private static RequestPolicy.Config config(String... proxies) {
        return new RequestPolicy.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return RequestPolicy.Config.class;
            }

            @Override
            public String[] trustedProxies() {
                return proxies;
            }

            @Override
            public int bodyBytes() {
                return 1 << 20;
            }

            @Override
            public int textBytes() {
                return 6 << 20;
            }
        };
    }

    public String authority() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create("http://" + authority() + "/api/v1" + path);
    }

    public Sessions.SignedIn signIn(UserId user) {
        return people.open(user, "127.0.0.1", "test");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    /** With cookie and CSRF header. */
    public HttpRequest.Builder request(String path, Sessions.SignedIn as) {
        return request(path).header("Cookie", "ostler_session=" + as.secret()).header("X-Ostler-Csrf", as.csrf());
    }

    /** With an API key as bearer token, and nothing else. */
    public HttpRequest.Builder withKey(String path, String secret) {
        return request(path).header("Authorization", "Bearer " + secret);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, Sessions.SignedIn as) throws Exception {
        return send(request(path, as).GET());
    }

    public HttpResponse<String> post(String path, Sessions.SignedIn as, String json) throws Exception {
        return send(request(path, as).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public static String code(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).path("code").asText();
    }

    public static JsonNode body(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws Exception {
        client.shutdownNow();
        sockets.close();
        server.stop();
        host.close();
    }

    /** One address that waits; lifting it needs no more than that name. */
    private final SignInWaits waits = new SignInWaits() {
        @Override
        public List<Waiting> list(Caller caller) {
            return List.of(new Waiting("203.0.113.9", List.of("anna"), 12, 4));
        }

        @Override
        public void lift(Caller caller, String address) {}
    };

    private Recovery recovery() {
        return (code, password, address, client) -> people.open(people.anna.id(), "recovery", address, client);
    }

    /** A service that no test here calls: what guards it is what counts. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                }));
    }
}
