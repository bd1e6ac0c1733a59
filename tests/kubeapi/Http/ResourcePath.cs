using FrrK8s.KubeApi.Resources;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi.Http;

/// <summary>Reads the paths of resources: `/api/v1/…` and `/apis/GROUP/VERSION/…`.</summary>
internal static class ResourcePath
{
    /// <summary>The call that a request makes; null for a path of no kind.</summary>
    public static ApiCall? Read(HttpContext http, KindRegistry kinds)
    {
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version, rest) = parts switch
        {
            ["api", var core, .. var after] => ("", core, after),
            ["apis", var named, var itsVersion, .. var after] => (named, itsVersion, after),
            _ => ("", "", []),
        };
        var isInside = rest is ["namespaces", _, not ("status" or "finalize"), ..];
        var ns = isInside ? rest[1] : "";
        var named2 = isInside ? rest[2..] : rest;
        if (named2.Length is 0 or > 3 || kinds.Find(group, version, named2[0]) is not { } kind || (isInside && !kind.IsNamespaced))
        {
            return null;
        }

        var name = named2.ElementAtOrDefault(1) ?? "";
        return kind.IsNamespaced && !isInside && name.Length > 0
            ? null
            : new ApiCall(http, kind, ns, name, named2.ElementAtOrDefault(2) ?? "");
    }
}
