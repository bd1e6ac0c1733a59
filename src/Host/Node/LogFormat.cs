namespace FrrK8s.Host.Node;

/// <summary>How a line of the log is written.</summary>
internal enum LogFormat
{
    /// <summary>Time, level and text, for people.</summary>
    Text,

    /// <summary>One JSON object a line, for machines.</summary>
    Json,
}
