using System.Diagnostics;
using System.Reflection;

namespace FrrK8s.Host.Metrics;

/// <summary>What this program is, and what it takes of the machine; the names are those of Prometheus' own libraries.</summary>
internal sealed class ProcessMetrics : IMetricsSource
{
    private static readonly string Version =
        typeof(ProcessMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Family("frrk8s_build_info", "gauge", "The version of this program; always 1").Sample(1, [("version", Version)]);
        text.Family("process_cpu_seconds_total", "counter", "Total user and system CPU time spent in seconds").Sample(process.TotalProcessorTime.TotalSeconds);
        text.Family("process_resident_memory_bytes", "gauge", "Resident memory size in bytes").Sample(process.WorkingSet64);
        text.Family("process_virtual_memory_bytes", "gauge", "Virtual memory size in bytes").Sample(process.VirtualMemorySize64);
        text.Family("process_start_time_seconds", "gauge", "Start time of the process since the Unix epoch in seconds")
            .Sample(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        if (Directory.Exists("/proc/self/fd"))
        {
            text.Family("process_open_fds", "gauge", "Number of open file descriptors").Sample(Directory.GetFileSystemEntries("/proc/self/fd").Length);
        }
    }
}
