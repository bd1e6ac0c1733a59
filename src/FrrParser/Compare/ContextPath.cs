using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>The context that a statement stands in, with those around it.</summary>
/// <param name="Parent">The context around it; null for the file.</param>
/// <param name="Kind">Which context.</param>
/// <param name="Identity">What it is about, with what it stands in: two blocks of one identity are one context.</param>
/// <param name="Header">The statement that opens it, in FRR's spelling; empty for the file.</param>
/// <param name="Definition">The statement's definition; null for the file and for contexts that are not read.</param>
internal sealed record ContextPath(ContextPath? Parent, ContextKind Kind, string Identity, string Header, StatementDefinition? Definition)
{
    /// <summary>The file.</summary>
    public static readonly ContextPath Root = new(null, ContextKind.Root, "", "", null);

    /// <summary>The statements that open the contexts, outermost first.</summary>
    public IEnumerable<string> Headers => Parent is null ? [] : Parent.Headers.Append(Header);

    /// <summary>The context of this or an outer level that is of a kind; null when there is none.</summary>
    public ContextPath? Enclosing(ContextKind kind) => Kind == kind ? this : Parent?.Enclosing(kind);

    /// <summary>The identity of something that stands in it.</summary>
    public string IdentityOf(string identity) => Parent is null ? identity : $"{Identity}/{identity}";

    /// <summary>The context that a header opens in this one.</summary>
    public ContextPath Open(ContextKind kind, string header)
    {
        var statement = Manual.Read(Kind, header);
        if (statement is { Definition.Reads: [var template] })
        {
            statement = Manual.Read(Kind, statement.Fill(template));
        }

        return statement is null
            ? new ContextPath(this, kind, IdentityOf(header), header, null)
            : new ContextPath(this, kind, IdentityOf(statement.Identity), statement.Text, statement.Definition);
    }

    /// <summary>Two paths are equal when they are about the same.</summary>
    public bool Equals(ContextPath? other) => other is not null && Identity == other.Identity;

    /// <inheritdoc/>
    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);
}
