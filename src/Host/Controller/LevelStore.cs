using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;

namespace FrrK8s.Host.Controller;

/// <summary>Keeps the log level at what the FRRK8sConfiguration <c>config</c> says, or at that of the command line.</summary>
internal sealed class LevelStore(LogLevelSwitch level, LogLevel usual) : IApiStore
{
    private bool _isListed;

    /// <inheritdoc/>
    public void Begin() => _isListed = false;

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _isListed = true;
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!_isListed)
        {
            level.Set(usual);
        }
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        var name = (found.Read().Child("spec") ?? default).TextOf("logLevel");
        level.Set(LogLevelReader.Levels.TryGetValue(name, out var wanted) ? wanted : usual);
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone) => level.Set(usual);
}
