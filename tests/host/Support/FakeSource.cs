using System.Threading.Channels;
using FrrK8s.Host.Sources;

namespace FrrK8s.HostTests.Support;

/// <summary>A source that holds what the test puts into it and announces each look.</summary>
internal sealed class FakeSource : IManifestSource
{
    private readonly Channel<int> _looked = Channel.CreateUnbounded<int>();
    private string _seen = "";

    public string Text { get; set; } = "";

    public bool IsKnown { get; set; } = true;

    public int Looks { get; private set; }

    public SourceLook Look()
    {
        var hasChanged = Looks == 0 || Text != _seen;
        _seen = Text;
        Looks++;
        _looked.Writer.TryWrite(Looks);
        SourceProblem[] problems = IsKnown ? [] : [new SourceProblem(new FrrK8s.Host.Sources.Place("dir", 0, 0), "the folder does not exist")];
        return new SourceLook(
            hasChanged, IsKnown, [ManifestReader.Read("a.yaml", Text)], problems, TimeSpan.FromSeconds(10));
    }

    /// <summary>Waits for a look that was not waited for yet.</summary>
    public async Task LookedAsync() =>
        await _looked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
