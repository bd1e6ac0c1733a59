namespace FrrK8s.Host.StatusView;

/// <summary>How a piece of text is shown where there are colours.</summary>
internal enum Style
{
    Plain,
    Good,
    Bad,
    Odd,
    Head,
    Faint,
}
