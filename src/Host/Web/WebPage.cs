namespace FrrK8s.Host.Web;

/// <summary>An answer of plain text.</summary>
internal sealed record WebPage(int Status, string Text, string ContentType = "text/plain; charset=utf-8")
{
    /// <summary>A check: 200 when there is no problem, else 503 and the problem.</summary>
    public static WebPage Check(string? problem) => problem is null ? new(200, "ok\n") : new(503, $"not ok: {problem}\n");
}
