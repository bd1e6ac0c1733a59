namespace FrrK8s.HostTests.Faults;

/// <summary>The disk under the state folder is full, or holds nonsense.</summary>
internal static class StateOnDisk
{
    // Far more than the small disk holds, and far less than the machine's.
    private const int MostBytes = 1 << 20;
    private const string LastGood = "last-good.conf";

    // The mount ends with the daemon, whose mount namespace it is in.
    private const string SmallDisk = "mount -t tmpfs -o size=64k tmpfs \"$0\"";
    private const string FullDisk = $"{SmallDisk}; cat /dev/zero > \"$0/full\" 2> /dev/null || true";

    public static readonly IReadOnlyList<Fault> All =
    [
        new("the state folder's disk becomes full, then a manifest changes", async lab =>
        {
            await lab.RestartDaemonAsync(options => options with { State = lab.NewState(), Before = SmallDisk });
            await lab.UntilReadAsync();
            Fill($"/proc/{lab.Daemon.Id}/root{lab.Daemon.StateFolder}/full");
            lab.Begin();
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
        }) { End = Baseline.ChangedExchanges },
        Fault.OfFrr("the state folder's disk is full from the first start", async lab =>
        {
            await lab.Daemon.StopAsync();
            await lab.RestartFrrAsync();
            lab.Begin();
            await lab.RestartDaemonAsync(options => options with { State = lab.NewState(), Before = FullDisk });
        }),
        LastGoodIs("the last good configuration is cut off in the middle", path =>
        {
            var text = File.ReadAllText(path);
            File.WriteAllText(path, text[..(text.Length / 2)]);
        }),
        LastGoodIs("the last good configuration is empty", path => File.WriteAllText(path, "")),
        LastGoodIs("the last good configuration is bytes of no text", path => File.WriteAllBytes(path, [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 37))])),
        LastGoodIs("the last good configuration is of another node", path => File.WriteAllText(path, "router bgp 65009\n neighbor 10.0.0.1 remote-as 65010\nexit\n")),
    ];

    // FRR runs well all the time: only who believes the file can do any harm.
    private static Fault LastGoodIs(string name, Action<string> spoil) => new(name, async lab =>
    {
        await lab.Daemon.StopAsync();
        spoil(Path.Combine(lab.Daemon.StateFolder, LastGood));
        lab.Begin();
        await lab.RestartDaemonAsync(options => options with { State = lab.CurrentState });
    });

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[512];
        for (var written = 0; written < MostBytes; written += block.Length)
        {
            try
            {
                file.Write(block);
            }
            catch (IOException)
            {
                return;
            }
        }

        throw new InvalidOperationException($"`{path}` is not on the small disk");
    }
}
