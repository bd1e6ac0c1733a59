namespace FrrK8s.HostTests;

/// <summary>The tests themselves.</summary>
public sealed class TestClassTests
{
    [Fact]
    public void What_a_class_gives_back_asynchronously_the_runner_knows_of() => Assert.Empty(
        typeof(TestClassTests).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true)))
            // It calls IAsyncLifetime and IDisposable, and leaves the third out without a word.
            .Where(type => type.IsAssignableTo(typeof(IAsyncDisposable)) && !type.IsAssignableTo(typeof(IAsyncLifetime)))
            .Select(type => type.Name));
}
