using System.Globalization;
using System.Text;

namespace FrrK8s.Host.Metrics;

/// <summary>
/// Writes Prometheus' text format 0.0.4. Names stand as they are given: the names that users' dashboards know do not follow the newer rules (counters without
/// <c>_total</c>, gauges with it), by which a library would rename them.
/// </summary>
internal sealed class MetricsText
{
    /// <summary>The media type of what this writes.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _family = "";

    /// <summary>Begins a family; its samples follow.</summary>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    public MetricsText Family(string name, string type, string help)
    {
        _family = name;
        var oneLine = help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {oneLine}\n# TYPE {name} {type}\n");
        return this;
    }

    /// <summary>One sample of the family; a suffix is for the parts of a histogram.</summary>
    public void Sample(double value, IReadOnlyList<(string Name, string Value)> labels, string suffix = "")
    {
        _text.Append(_family).Append(suffix);
        for (var index = 0; index < labels.Count; index++)
        {
            _text.Append(index == 0 ? '{' : ',').Append(labels[index].Name).Append("=\"").Append(Escaped(labels[index].Value)).Append('"');
        }

        _text.Append(labels.Count == 0 ? " " : "} ").Append(Number(value)).Append('\n');
    }

    /// <summary>A sample without labels.</summary>
    public void Sample(double value) => Sample(value, []);

    /// <summary>A number as the format writes it.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
