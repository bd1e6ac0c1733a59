namespace FrrK8s.FrrParser.Grammar;

/// <summary>The order in which FRR prints a set: numbers by their size, everything else behind them by its letters.</summary>
internal sealed class MemberOrder : IComparer<Token>
{
    /// <summary>The only one.</summary>
    public static readonly MemberOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(Token x, Token y)
    {
        var (left, right) = (Numbers(x.Text), Numbers(y.Text));
        for (var at = 0; at < Math.Min(left.Length, right.Length); at++)
        {
            var order = left[at].CompareTo(right[at]);
            if (order != 0)
            {
                return order;
            }
        }

        return string.CompareOrdinal(x.Text, y.Text);
    }

    private static ulong[] Numbers(string text) =>
        [.. Community.Numbers(text).Split(':').Select(part => ulong.TryParse(part, out var number) ? number : ulong.MaxValue)];
}
