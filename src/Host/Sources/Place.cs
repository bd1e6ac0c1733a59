namespace FrrK8s.Host.Sources;

/// <summary>Where something stands in what the user wrote. Lines and columns count from 1; line 0 means the whole file.</summary>
/// <param name="File">The path as the user gave it, or <c>stdin</c>.</param>
internal readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The form that editors and terminals make a link of: <c>file:line:column</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
