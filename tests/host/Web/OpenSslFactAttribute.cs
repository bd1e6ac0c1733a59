namespace FrrK8s.HostTests.Web;

/// <summary>A test with the program openssl. Where there is none it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "openssl")))
            ? null
            : "openssl is not on the PATH; install it with `apt-get install openssl`";
}
