using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Sessions;

/// <summary>The daemon's own Pod as the owner of objects: they go when it goes.</summary>
internal sealed record PodOwner(string Name, string Uid)
{
    /// <summary>True for an object that has this owner.</summary>
    public bool Owns(JsonElement item) =>
        (item.Child("metadata")?.Child("ownerReferences")).Items().Any(owner => owner.TextOf("uid") == Uid);

    /// <summary>Writes the member <c>ownerReferences</c>.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("ownerReferences");
        json.WriteStartObject();
        json.WriteString("apiVersion", ApiResources.Pods.ApiVersion);
        json.WriteString("kind", ApiResources.Pods.Kind);
        json.WriteString("name", Name);
        json.WriteString("uid", Uid);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
