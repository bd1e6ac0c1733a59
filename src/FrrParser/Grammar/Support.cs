namespace FrrK8s.FrrParser.Grammar;

/// <summary>How far a statement is understood.</summary>
public enum Support
{
    /// <summary>No grammar knows the line: it is kept as it is, and compared word by word.</summary>
    Opaque,

    /// <summary>A statement of the manual whose words are checked, and whose value is taken as it is written.</summary>
    Known,

    /// <summary>Its meaning is known: what it sets, what it is when it is absent, how it is taken back.</summary>
    Modelled,
}
