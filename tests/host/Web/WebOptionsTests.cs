using System.CommandLine;
using System.Net;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Web;

/// <summary>Metrics that other machines reach are for those whom the API server lets read them.</summary>
public sealed class WebOptionsTests
{
    [Theory]
    [InlineData(":9140", true, true)]
    [InlineData("0.0.0.0:9140", true, true)]
    [InlineData("192.0.2.1:9140", true, true)]
    [InlineData("127.0.0.1:7573", true, false)]
    [InlineData("[::1]:7573", true, false)]
    [InlineData("0", true, false)]
    [InlineData(":9140", false, false)]
    public void Where_there_is_an_API_server_to_ask_only_the_machine_itself_reads_unasked(string address, bool isServerAsked, bool isSecure) =>
        Assert.Equal(isSecure, Read(isServerAsked, "--metrics-bind-address", address).IsMetricsSecure);

    [Fact]
    public void A_certificate_of_ones_own_is_made_where_it_is_asked_for() =>
        Assert.True(Read(isServerAsked: false, "--metrics-self-signed").IsMetricsSelfSigned);

    [Theory]
    [InlineData("192.0.2.1:9140", true)]
    [InlineData("127.0.0.1:7573", false)]
    public void That_everybody_can_read_the_metrics_is_said_once(string address, bool isSaid)
    {
        var (log, time) = (new StringWriter(), new ManualTime());
        var vty = new VtyClient(new FrrSettings { WorkDir = "" }, time);
        var sites = new NodeSites(
            new WebSettings { Metrics = IPEndPoint.Parse(address) },
            new MetricsPage([]),
            new NodeHealth(TimeSpan.FromMinutes(1), time),
            new FrrLiveness(vty, time),
            new OpenAccess());
        Assert.Single(sites.All(new LineLogger(log, new LogLevelSwitch(LogLevel.Info), time), time));
        Assert.Equal(isSaid, log.ToString().Contains($" warn --metrics-bind-address: whoever reaches `{address}`", StringComparison.Ordinal));
    }

    private static WebSettings Read(bool isServerAsked, params string[] arguments)
    {
        var (command, options) = (new Command("daemon"), new WebOptions());
        options.AddTo(command);
        return options.Read(command.Parse(arguments), isServerAsked);
    }
}
