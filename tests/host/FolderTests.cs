using FrrK8s.Host.Sources;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class FolderTests : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();
    private readonly ManifestFolder _folder;

    public FolderTests() => _folder = new ManifestFolder(_temp.Path, _time, Settle);

    public void Dispose() => _temp.Dispose();

    private FolderScan Settled()
    {
        _folder.Scan();
        _time.Advance(Settle);
        return _folder.Scan();
    }

    private static string[] Names(FolderScan scan) =>
        scan.Files.SelectMany(file => file.Documents).Select(document => document.Name).ToArray();

    [Fact]
    public void What_was_renamed_to_its_place_counts_at_once()
    {
        _folder.Scan();
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Empty(Names(_folder.Scan()));
        _temp.Write("a.yaml", Manifests.Neighbor("b", "10.0.0.1"));
        _folder.Renamed(_temp.File("a.yaml"));
        Assert.Equal(["b"], Names(_folder.Scan()));

        // Once: what is written into the file afterwards has to stand still again.
        _temp.Write("a.yaml", Manifests.Neighbor("c", "10.0.0.1"));
        Assert.Equal(["b"], Names(_folder.Scan()));
    }

    [Fact]
    public void What_stood_still_elsewhere_and_was_moved_here_counts_at_once()
    {
        _folder.Scan();
        Move("a", age: 3 * Settle);
        Assert.Equal(["a"], Names(_folder.Scan()));
        Move("b", age: 3 * Settle);
        Assert.Equal(["b"], Names(_folder.Scan()));
        Move("c", age: Settle);
        Assert.Equal(["b"], Names(_folder.Scan()));

        void Move(string name, TimeSpan age)
        {
            using var elsewhere = new TempFolder();
            elsewhere.Write("x.yaml", Manifests.Neighbor(name, "10.0.0.1"));
            File.SetLastWriteTimeUtc(elsewhere.File("x.yaml"), (_time.GetUtcNow() - age).UtcDateTime);
            File.Move(elsewhere.File("x.yaml"), _temp.File("a.yaml"), overwrite: true);
            _folder.Arrived(_temp.File("a.yaml"));
        }
    }

    [Fact]
    public void What_is_written_anew_in_place_has_to_stand_still_whatever_its_time()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Equal(["a"], Names(_folder.Scan()));
        _temp.Write("a.yaml", "# nothing");
        File.SetLastWriteTimeUtc(_temp.File("a.yaml"), (_time.GetUtcNow() - (10 * Settle)).UtcDateTime);
        Assert.Equal(["a"], Names(_folder.Scan()));
    }

    [Fact]
    public void The_first_look_takes_everything_and_the_next_finds_no_change()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        var first = _folder.Scan();
        Assert.True(first.HasChanged);
        Assert.Equal(["a"], Names(first));
        Assert.False(_folder.Scan().HasChanged);
    }

    [Fact]
    public void Create_edit_rename_and_delete_are_followed()
    {
        _folder.Scan();
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Equal(["a"], Names(Settled()));
        _temp.Write("a.yaml", Manifests.Neighbor("b", "10.0.0.1"));
        Assert.Equal(["b"], Names(Settled()));
        _temp.Write(".new", Manifests.Neighbor("c", "10.0.0.1"));
        File.Move(_temp.File(".new"), _temp.File("a.yaml"), overwrite: true);
        Assert.Equal(["c"], Names(Settled()));
        File.Move(_temp.File("a.yaml"), _temp.File("b.yaml"));
        var renamed = Settled();
        Assert.Equal(["c"], Names(renamed));
        Assert.Equal(_temp.File("b.yaml"), Assert.Single(renamed.Files).Path);
        File.Delete(_temp.File("b.yaml"));
        Assert.Empty(Names(Settled()));
    }

    [Fact]
    public void A_change_counts_only_when_it_has_stood_still()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _folder.Scan();

        // Truncated, half written, then whole: only the last is ever seen.
        foreach (var text in new[] { "", Manifests.Neighbor("b", "10.0.0.1")[..80], Manifests.Neighbor("b", "10.0.0.1") })
        {
            _temp.Write("a.yaml", text);
            var scan = _folder.Scan();
            Assert.False(scan.HasChanged);
            Assert.Equal(["a"], Names(scan));
            Assert.Equal(Settle, scan.Settling);
            _time.Advance(Settle / 2);
        }

        _time.Advance(Settle);
        Assert.Equal(["b"], Names(_folder.Scan()));
    }

    [Fact]
    public void A_file_that_is_gone_for_a_moment_is_not_missed()
    {
        var path = _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _folder.Scan();
        File.Delete(path);
        Assert.Equal(["a"], Names(_folder.Scan()));
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _time.Advance(Settle);
        Assert.False(_folder.Scan().HasChanged);
    }

    [Theory]
    [InlineData("apiVersion: [")]
    [InlineData("")]
    public void A_file_that_is_empty_or_no_yaml_keeps_its_last_readable_content_until_it_is_deleted(string text)
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _folder.Scan();
        _temp.Write("a.yaml", text);
        var broken = Settled();
        Assert.True(broken.HasChanged);
        Assert.Equal(["a"], Names(broken));
        Assert.Contains(
            "the last readable content stays in force",
            Assert.Single(broken.Files.SelectMany(file => file.Problems)).Message,
            StringComparison.Ordinal);
        _temp.Write("a.yaml", "apiVersion: {");
        Assert.Equal(["a"], Names(Settled()));
        File.Delete(_temp.File("a.yaml"));
        Assert.Empty(Settled().Files);
    }

    [Fact]
    public void Another_comment_is_no_change_unless_it_moves_what_is_said()
    {
        var text = Manifests.Neighbor("a", "10.0.0.1");
        _temp.Write("a.yaml", "# one\n" + text);
        _folder.Scan();
        _temp.Write("a.yaml", "# two\n" + text);
        Assert.False(Settled().HasChanged);
        _temp.Write("a.yaml", "# two\n" + text.Replace("10.0.0.1", "10.0.0.2", StringComparison.Ordinal));
        Assert.True(Settled().HasChanged);

        // What is said of a line has to name it where it is now.
        _temp.Write("a.yaml", "# three\n# four\n" + text.Replace("10.0.0.1", "10.0.0.2", StringComparison.Ordinal));
        Assert.True(Settled().HasChanged);
    }

    [Fact]
    public void A_file_that_says_nothing_is_no_problem_and_takes_its_objects_away_when_it_says_so()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _temp.Write("b.yaml", "");
        Assert.Empty(_folder.Scan().Files.SelectMany(file => file.Problems));
        _temp.Write("a.yaml", "# none today\n");
        var silent = Settled();
        Assert.Empty(Names(silent));
        Assert.Empty(silent.Files.SelectMany(file => file.Problems));
    }

    [Fact]
    public void A_folder_that_is_gone_keeps_all_until_it_is_back()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _folder.Scan();
        Directory.Delete(_temp.Path, recursive: true);
        var gone = Settled();
        Assert.False(gone.IsThere);
        Assert.Equal(["a"], Names(gone));
        Directory.CreateDirectory(_temp.Path);
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.1"));
        Assert.Equal(["b"], Names(Settled()));
    }

    [Fact]
    public async Task The_watch_survives_a_folder_that_is_made_anew()
    {
        var events = new SemaphoreSlim(0);
        using var source = new FolderSource(_temp.Path, TimeProvider.System, () => events.Release());
        source.Look();
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        Assert.True(await events.WaitAsync(TimeSpan.FromSeconds(20)));
        Directory.Delete(_temp.Path, recursive: true);
        await UntilAsync(() => source.Look().Problems.Count == 1);
        Directory.CreateDirectory(_temp.Path);
        await UntilAsync(() => source.Look().Problems.Count == 0);
        while (events.CurrentCount > 0)
        {
            await events.WaitAsync();
        }

        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.1"));
        Assert.True(await events.WaitAsync(TimeSpan.FromSeconds(20)));

        async Task UntilAsync(Func<bool> condition)
        {
            while (!condition())
            {
                Assert.True(await events.WaitAsync(TimeSpan.FromSeconds(20)));
            }
        }
    }
}
