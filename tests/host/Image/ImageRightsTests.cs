using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Image;

/// <summary>What the containers of the image may: exactly so much, by the kernel's word, while the session is up.</summary>
public sealed class ImageRightsTests
{
    private const string All = "NET_ADMIN NET_BIND_SERVICE NET_RAW SYS_ADMIN";

    // Only FRR 10 has mgmtd.
    private static readonly Dictionary<string, string> OfFrr = new(StringComparer.Ordinal)
    {
        ["bfdd"] = $"bfdd 179:179+180 has [NET_BIND_SERVICE NET_RAW SYS_ADMIN] of [{All}] for good",
        ["bgpd"] = $"bgpd 179:179+180 has [NET_BIND_SERVICE NET_RAW] of [{All}] for good",
        ["mgmtd"] = $"mgmtd 179:179+180 has [{All}] of [{All}] for good",
        ["staticd"] = $"staticd 179:179+180 has [] of [{All}] for good",
        ["zebra"] = $"zebra 179:179+180 has [NET_ADMIN NET_RAW SYS_ADMIN] of [{All}] for good",
    };

    [ImageFact]
    public async Task No_process_may_more_than_it_needs_and_none_is_root()
    {
        await using var stage = await ImageStage.StartAsync("configuring.yaml");
        await stage.ExpectAsync(new Exchange("172.30.0.3", ["192.168.1.0/24"], ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"]));

        string[] expected =
        [
            .. (await ImageStage.DaemonsAsync()).Select(name => OfFrr[name]),
            $"frr-start 179:179+180 has [] of [{All}]",
            $"watchfrr 179:179+180 has [] of [{All}]",
        ];
        var processes = stage.Frr.Processes();
        Assert.Equal(expected.Order(StringComparer.Ordinal), processes.Select(process => process.ToString()).Order(StringComparer.Ordinal));
        Assert.All(processes, process => Assert.Equal(0UL, process.Effective & ~process.Permitted));
        Assert.All(processes.Where(process => process.Name is "zebra" or "bfdd" or "mgmtd"), process => Assert.Equal(0UL, process.Inheritable));

        var daemon = Assert.Single(stage.Daemon.Processes());
        Assert.Equal("frrk8s 179:179+180 has [] of [] for good", daemon.ToString());
    }

    [ImageFact]
    public async Task Nothing_but_the_volumes_can_be_written()
    {
        await using var stage = await ImageStage.StartAsync("configuring.yaml");
        foreach (var container in new[] { stage.Frr, stage.Daemon })
        {
            foreach (var folder in new[] { "/", "/etc/frr", "/usr/local/bin", "/var/lib" })
            {
                var result = await container.ExecAsync("touch", Path.Combine(folder, "new"));
                Assert.NotEqual(0, result.ExitCode);
                Assert.Contains("Read-only file system", result.Error, StringComparison.Ordinal);
            }

            Assert.Equal(0, (await container.ExecAsync("touch", "/tmp/new", "/run/frr/new")).ExitCode);
        }
    }

    [ImageFact]
    public async Task Without_its_capabilities_the_container_says_what_it_misses_and_ends()
    {
        await using var stage = await ImageStage.CreateAsync();
        var without = stage.FrrSpec() with { Capabilities = ["NET_ADMIN", "NET_RAW", "NET_BIND_SERVICE"] };
        foreach (var spec in new[] { without, stage.FrrSpec() with { MayEscalate = false } })
        {
            await using var container = await stage.StartAsync(spec);
            Assert.Equal(1, await container.ExitAsync());
            Assert.Contains(container.LastLines, line => line.Contains("the container is to add NET_ADMIN, NET_RAW, NET_BIND_SERVICE and SYS_ADMIN", StringComparison.Ordinal));
        }
    }

    [ImageFact]
    public async Task Vtysh_and_the_plugin_of_kubectl_are_at_hand()
    {
        await using var stage = await ImageStage.StartAsync("configuring.yaml");
        foreach (var container in new[] { stage.Frr, stage.Daemon })
        {
            Assert.Contains("router bgp 64512", (await container.ExecAsync("vtysh", "-c", "show running-config")).Output, StringComparison.Ordinal);
            var version = (await container.ExecAsync("frrk8s", "--version")).Output;
            Assert.NotEmpty(version);
            Assert.Equal(version, (await container.ExecAsync("kubectl-frrk8s", "--version")).Output);
        }
    }
}
