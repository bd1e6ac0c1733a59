namespace FrrK8s.Host.Cli;

/// <summary>The terminal of this process.</summary>
internal sealed class ConsoleScreen : IScreen
{
    // A terminal that does not say how large it is.
    private static readonly (int Width, int Height) Usual = (80, 24);

    /// <inheritdoc/>
    public (int Width, int Height) Size
    {
        get
        {
            try
            {
                return Console.WindowWidth > 0 && Console.WindowHeight > 0 ? (Console.WindowWidth, Console.WindowHeight) : Usual;
            }
            catch (IOException)
            {
                return Usual;
            }
        }
    }

    /// <inheritdoc/>
    public char? NextKey() => !Console.IsInputRedirected && Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null;
}
