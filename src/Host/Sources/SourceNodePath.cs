using System.Globalization;

namespace FrrK8s.Host.Sources;

/// <summary>Finds the place of a JSON path such as <c>spec.bgp.routers[0].asn</c> in what the user wrote.</summary>
internal static class SourceNodePath
{
    /// <summary>The place of the deepest part of the path that exists: where the user has to look.</summary>
    public static Place Find(string file, SourceNode root, string path)
    {
        var (line, column) = (root.Line, root.Column);
        var node = root;
        foreach (var step in path.Split('.', '[').Where(step => step.Length > 0))
        {
            if (step.EndsWith(']'))
            {
                if (node is not SequenceNode sequence
                    || !int.TryParse(step.AsSpan(0, step.Length - 1), NumberStyles.None, null, out var index)
                    || index >= sequence.Items.Count)
                {
                    break;
                }

                node = sequence.Items[index];
                (line, column) = (node.Line, node.Column);
                continue;
            }

            if (node is not MappingNode mapping
                || mapping.Entries.FirstOrDefault(entry => entry.Key == step) is not { Value: not null } found)
            {
                break;
            }

            node = found.Value;
            (line, column) = (found.Line, found.Column);
        }

        return new Place(file, line, column);
    }
}
