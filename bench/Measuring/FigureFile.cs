using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrrK8s.Bench.Measuring;

/// <summary>Figures for programs: `bench/out/NAME.json`.</summary>
internal static class FigureFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Returns where they are.</summary>
    public static Task<string> WriteAsync(Benchmark benchmark, IReadOnlyList<Figure> figures) =>
        WriteAsync(benchmark.Name, new { benchmark.Name, benchmark.Title, Processors = Environment.ProcessorCount, Figures = figures });

    /// <summary>Returns where they are; what is not a number is left to be read as such.</summary>
    public static async Task<string> WriteAsync(string name, object content)
    {
        Directory.CreateDirectory(Path.Combine("bench", "out"));
        var path = Path.Combine("bench", "out", name + ".json");
        await using var stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, content, Options);
        return path;
    }
}
