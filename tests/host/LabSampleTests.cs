namespace FrrK8s.HostTests;

/// <summary>Each sample alone on a node, and all of them together: what the neighbors and the kernels end up with.</summary>
public sealed class LabSampleTests
{
    private static readonly string[] OfTor = ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"];
    private static readonly string[] Inside = OfTor[..2];

    [LabFact]
    public async Task Configuring_brings_one_session_on_port_180_up_with_everything_both_ways()
    {
        await using var lab = await LabFixture.StartAsync("configuring.yaml");
        await lab.ExpectToldAsync("172.30.0.3", "192.168.1.0/24");
        await lab.ExpectLearnedAsync("172.30.0.3", OfTor);
    }

    [LabFact]
    public async Task Advertising_tells_the_neighbor_the_listed_prefix_and_not_the_other()
    {
        await using var lab = await LabFixture.StartAsync("advertising.yaml");
        await lab.ExpectToldAsync("172.18.0.9", "192.168.2.0/24");
        await lab.ExpectLearnedAsync("172.18.0.9");
    }

    [LabFact]
    public async Task Receiving_filters_one_neighbor_and_takes_all_from_the_other()
    {
        await using var lab = await LabFixture.StartAsync("receiving.yaml");
        await lab.ExpectLearnedAsync("172.18.0.6", OfTor);
        await lab.ExpectLearnedAsync("172.18.0.5", Inside);
        await lab.ExpectToldAsync("172.18.0.5");
        await lab.ExpectToldAsync("172.18.0.6");
    }

    [LabFact]
    public async Task Node_selector_applies_the_object_of_this_node_and_ignores_the_other()
    {
        await using var lab = await LabFixture.StartAsync("node-selector.yaml");
        await lab.ExpectToldAsync("172.30.0.3", "192.168.3.0/24");
        await lab.ExpectLearnedAsync("172.30.0.3");
    }

    [LabFact]
    public async Task Raw_brings_its_neighbor_up_with_its_own_route_maps()
    {
        await using var lab = await LabFixture.StartAsync("raw.yaml");
        await lab.ExpectToldAsync("172.18.0.11", "192.168.5.0/24");
        await lab.ExpectLearnedAsync("172.18.0.11", "203.0.113.0/24");
    }

    [LabFact]
    public async Task Merging_lets_the_more_permissive_object_win_and_tells_the_second_neighbor_nothing()
    {
        await using var lab = await LabFixture.StartAsync("merging.yaml");
        await lab.ExpectToldAsync("172.18.0.5", "192.168.2.0/24", "192.169.2.0/24");
        await lab.ExpectToldAsync("172.18.0.13");
        await lab.ExpectLearnedAsync("172.18.0.5");
    }

    [LabFact]
    public async Task All_samples_together_add_up_on_one_node()
    {
        await using var lab = await LabFixture.StartAsync(LabFixture.AllSamples());
        await lab.ExpectToldAsync("172.30.0.3", "192.168.1.0/24", "192.168.3.0/24");
        await lab.ExpectToldAsync("172.18.0.5", "192.168.2.0/24", "192.169.2.0/24");
        await lab.ExpectToldAsync("172.18.0.9", "192.168.2.0/24");
        await lab.ExpectToldAsync("172.18.0.11", "192.168.5.0/24");
        await lab.ExpectToldAsync("172.18.0.6");
        await lab.ExpectToldAsync("172.18.0.13");
        await lab.ExpectLearnedAsync("172.30.0.3", OfTor);
        await lab.ExpectLearnedAsync("172.18.0.5", Inside);
        await lab.ExpectLearnedAsync("172.18.0.6", OfTor);
        await lab.ExpectLearnedAsync("172.18.0.11", "203.0.113.0/24");
    }
}
