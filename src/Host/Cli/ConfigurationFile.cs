using System.Text;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Cli;

/// <summary>
/// A configuration text that a command was given. Every row of bytes is a text and can be written back byte for byte: what is no
/// UTF-8 is taken as Latin-1, in which every byte is a character.
/// </summary>
/// <param name="Name">The path as the user gave it, or <c>stdin</c>.</param>
/// <param name="Encoding">How its bytes are read and written.</param>
internal sealed record ConfigurationFile(string Name, ConfigText Content, Encoding Encoding)
{
    /// <summary>The path that stands for the standard input.</summary>
    public const string StandardInput = "-";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text as a tree.</summary>
    public Document Document => field ??= Document.Parse(Content.Reveal());

    /// <summary>The bytes of a text that stands in the place of this one.</summary>
    public byte[] BytesOf(string text) => Encoding.GetBytes(text);

    /// <summary>Reads a file or the standard input. Throws <see cref="InputException"/>.</summary>
    public static async Task<ConfigurationFile> ReadAsync(string path, Terminal terminal, CancellationToken cancellationToken)
    {
        if (path == StandardInput)
        {
            return await ReadStandardInputAsync(terminal, cancellationToken);
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"`{path}` is a folder; a file or `-` for the standard input is wanted");
        }

        if (!File.Exists(path))
        {
            throw new InputException($"`{path}` does not exist; a file or `-` for the standard input is wanted");
        }

        try
        {
            return Of(path, await File.ReadAllBytesAsync(path, cancellationToken));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new InputException($"the file `{path}` cannot be read: {refused.Message}", refused);
        }
    }

    /// <summary>The text of a row of bytes.</summary>
    public static ConfigurationFile Of(string name, byte[] bytes)
    {
        try
        {
            return new ConfigurationFile(name, new ConfigText(Strict.GetString(bytes)), Strict);
        }
        catch (DecoderFallbackException)
        {
            return new ConfigurationFile(name, new ConfigText(Encoding.Latin1.GetString(bytes)), Encoding.Latin1);
        }
    }

    private static async Task<ConfigurationFile> ReadStandardInputAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.InBytes is null)
        {
            return new ConfigurationFile("stdin", new ConfigText(await terminal.In.ReadToEndAsync(cancellationToken)), Strict);
        }

        using var bytes = new MemoryStream();
        await terminal.InBytes.CopyToAsync(bytes, cancellationToken);
        return Of("stdin", bytes.ToArray());
    }
}
