using System.Net;

namespace FrrK8s.Host.StatusView;

/// <summary>What the running daemon of this node says of itself, as kubelet would hear it.</summary>
/// <param name="address">Where it serves its health; null for not asking.</param>
internal sealed class DaemonHealth(IPEndPoint? address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // What FRR's daemons are doing is asked of them, not of the daemon.
    private static readonly string[] Checks = ["healthz", "readyz"];

    private readonly HttpClient _http = new() { Timeout = Patience };

    /// <summary>One line for each thing that is wrong; none when it is well, or is not asked.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return [];
        }

        var host = address.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : address.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback
            : address.Address;
        var server = new IPEndPoint(host, address.Port);
        var problems = new List<string>();
        foreach (var check in Checks)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri($"http://{server}/{check}"), cancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    problems.Add($"the daemon is not well: {OneLine(await answer.Content.ReadAsStringAsync(cancellationToken))}");
                }
            }
            catch (HttpRequestException)
            {
                return [$"the daemon does not run: nobody answers at {server}"];
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return [$"the daemon does not answer at {server} within {Patience.TotalSeconds:0} s"];
            }
        }

        return problems;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
