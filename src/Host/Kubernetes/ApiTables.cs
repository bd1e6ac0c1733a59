using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Lists collections as kubectl does: the server sends just the columns of the CRD. Of thousands of objects that hold a node's configuration each, that is
/// some hundred kilobytes and not as many megabytes.
/// </summary>
internal sealed class ApiTables(ApiConnection connection, ApiClientSettings settings, TimeProvider time) : IDisposable
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private const int MostTries = 3;

    private readonly ApiTransport _transport = new(connection, settings, time);

    /// <summary>The rows of a collection, each with its cells by the names of their columns.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ListAsync(
        ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var rows = new List<IReadOnlyDictionary<string, string>>();
                await foreach (var page in PagesAsync(resource, ns, selector, cancellationToken))
                {
                    rows.AddRange(page);
                }

                return rows;
            }
            catch (ApiException expired) when (expired.IsGone && attempt < MostTries)
            {
                // The chunks come from one moment, which the server has forgotten meanwhile.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private async IAsyncEnumerable<IReadOnlyList<IReadOnlyDictionary<string, string>>> PagesAsync(
        ApiResource resource, string? ns, ApiSelector selector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new ApiBuffer();
        var next = "";
        do
        {
            var token = next.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(next)}";
            var request = new ApiRequest(HttpMethod.Get, resource, ns, null)
            {
                Query = $"?includeObject=None&limit={settings.PageSize}{selector.Query}{token}",
                Accept = Table,
            };
            var body = await _transport.SendAsync(request, buffer, cancellationToken);
            (var rows, next) = Read(request, body);
            yield return rows;
        }
        while (next.Length > 0);
    }

    private static (List<IReadOnlyDictionary<string, string>> Rows, string Next) Read(ApiRequest request, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var table = document.RootElement;
            if (table.TextOf("kind") != "Table")
            {
                throw new JsonException("no table");
            }

            var columns = table.Child("columnDefinitions").Items().Select(column => column.TextOf("name")).ToList();
            var rows = table.Child("rows").Items().Select(IReadOnlyDictionary<string, string> (row) => Row(columns, row.Child("cells").Items())).ToList();
            return (rows, (table.Child("metadata") ?? default).TextOf("continue"));
        }
        catch (JsonException)
        {
            throw new ApiException(0, "Malformed", $"{request.Description}: the answer is no table, as kubectl would get one");
        }
    }

    private static Dictionary<string, string> Row(List<string> columns, IEnumerable<JsonElement> cells)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, cell) in columns.Zip(cells))
        {
            row[column] = cell.ValueKind is JsonValueKind.Null ? "" : cell.ToString();
        }

        return row;
    }
}
