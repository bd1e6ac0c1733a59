using System.Text.Json;

namespace FrrK8s.Host.StatusView;

/// <summary>What a look found, ready to be shown in any form.</summary>
/// <param name="IsWell">There is nothing to look after.</param>
/// <param name="Text">For people.</param>
/// <param name="Write">For programs: writes the members of an object, with or without what changes by itself.</param>
internal sealed record StatusPage(bool IsWell, StyledText Text, Action<Utf8JsonWriter, bool> Write);
