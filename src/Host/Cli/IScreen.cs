namespace FrrK8s.Host.Cli;

/// <summary>A terminal that is drawn on, with somebody before it.</summary>
internal interface IScreen
{
    /// <summary>Columns and rows, as they are now.</summary>
    (int Width, int Height) Size { get; }

    /// <summary>The next key that was pressed; null when none was.</summary>
    char? NextKey();
}
