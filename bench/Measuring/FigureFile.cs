using System.Text.Json;

namespace FrrK8s.Bench.Measuring;

/// <summary>Figures for programs: `bench/out/NAME.json`.</summary>
internal static class FigureFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Returns where they are.</summary>
    public static async Task<string> WriteAsync(Benchmark benchmark, IReadOnlyList<Figure> figures)
    {
        var directory = Directory.CreateDirectory(Path.Combine("bench", "out"));
        var path = Path.Combine("bench", "out", benchmark.Name + ".json");
        var content = new { benchmark.Name, benchmark.Title, Processors = Environment.ProcessorCount, Figures = figures };
        await using var stream = File.Create(Path.Combine(directory.FullName, benchmark.Name + ".json"));
        await JsonSerializer.SerializeAsync(stream, content, Options);
        return path;
    }
}
