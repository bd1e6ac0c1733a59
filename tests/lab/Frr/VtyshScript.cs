namespace FrrK8s.Lab.Frr;

/// <summary>
/// A `vtysh` for the daemon, whatever the release: a script that runs the release's own, writes each call down, and once does
/// something else when a test has set a trap.
/// </summary>
public sealed class VtyshScript
{
    private readonly string _calls;
    private readonly string _trap;
    private readonly string _trapped;
    private readonly string _checkTrap;

    private VtyshScript(string folder)
    {
        Folder = folder;
        _calls = Path.Combine(folder, "calls");
        _trap = Path.Combine(folder, "trap");
        _trapped = Path.Combine(folder, "trapped");
        _checkTrap = Path.Combine(folder, "check-trap");
    }

    /// <summary>The folder that holds it: the daemon's `--frr-bin-dir`.</summary>
    public string Folder { get; }

    /// <summary>
    /// How often FRR was told something: calls that only check are not among them, and a change that each daemon is told alone is one, that of mgmtd.
    /// </summary>
    public int Told => Calls.Count(call => !IsCheck(call) && !IsOfOther(call));

    /// <summary>The arguments of each call, oldest first.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    /// <summary>
    /// The next telling runs these lines of a shell instead, once. They find the arguments in `$@`, the file of commands in
    /// `$file`, the caller in `$PPID`, FRR's own vtysh in `real`, and in `again FILE "$@"` the same call with another file of commands.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <param name="daemon">Whose telling it is where each daemon is told alone; the others are told meanwhile.</param>
    public async Task SetTrapAsync(string lines, CancellationToken cancellationToken, string daemon = "bgpd")
    {
        await File.WriteAllTextAsync(_trapped, daemon, cancellationToken);
        await SetAsync(_trap, lines, cancellationToken);
    }

    /// <summary>The same for the next call that only checks.</summary>
    public Task SetCheckTrapAsync(string lines, CancellationToken cancellationToken) => SetAsync(_checkTrap, lines, cancellationToken);

    /// <summary>True while nobody has walked into the trap.</summary>
    public bool IsTrapSet => File.Exists(_trap);

    /// <summary>Takes the trap away.</summary>
    public void ClearTrap()
    {
        File.Delete(_trap);
        File.Delete(_checkTrap);
    }

    /// <summary>Writes the script into a folder.</summary>
    internal static async Task<VtyshScript> CreateAsync(FrrRelease release, string folder, CancellationToken cancellationToken)
    {
        var made = new VtyshScript(folder);
        var path = Path.Combine(folder, "vtysh");
        await File.WriteAllTextAsync(path, made.Text(string.Join(' ', release.Vtysh().Select(word => $"'{word}'"))), cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return made;
    }

    private static async Task SetAsync(string trap, string lines, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync($"{trap}.new", lines, cancellationToken);
        File.Move($"{trap}.new", trap, overwrite: true);
    }

    private static bool IsCheck(string call) => $" {call} ".Contains(" -C ", StringComparison.Ordinal);

    private static bool IsOfOther(string call) => $" {call} " is var words
        && words.Contains(" -d ", StringComparison.Ordinal) && !words.Contains(" -d mgmtd ", StringComparison.Ordinal);

    // Who moves the trap away is who runs it: two callers at once cannot both.
    private string Text(string vtysh) =>
        $$"""
        #!/bin/sh
        real() { {{vtysh}} "$@"; }
        again() {
          other=$1; shift; count=$#
          while [ $count -gt 1 ]; do word=$1; shift; set -- "$@" "$word"; count=$((count - 1)); done
          shift; real "$@" "$other"
        }
        echo "$*" >> '{{_calls}}'
        case " $* " in
          *' -C '*) trap='{{_checkTrap}}' ;;
          *" -d $(cat '{{_trapped}}' 2>/dev/null) "*) trap='{{_trap}}' ;;
          *' -d '*) trap=/nonexistent ;;
          *) trap='{{_trap}}' ;;
        esac
        if mv "$trap" "$trap.$$" 2>/dev/null; then for file; do :; done; . "$trap.$$"; exit; fi
        exec {{vtysh}} "$@"

        """;
}
