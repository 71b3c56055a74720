@echo off
rem Starts a Legim node: legim [FILE.yaml]. Says more with --help.
rem Where the sources are, it first builds what is missing; after a change of the sources, delete
rem server-config\target\legim-launcher.jar to have it built again.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "target=%home%server-config\target"
set "launcher=%target%\legim-launcher.jar"

set "java="
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for /f "delims=" %%J in ('where java.exe 2^>nul') do if not defined java set "java=%%J"
if not defined java (
  >&2 echo legim: there is no Java; install a JDK, 17 or newer, or set JAVA_HOME
  exit /b 2
)
if not exist "%java%" (
  >&2 echo legim: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe
  exit /b 2
)

set "facts=%TEMP%\legim-java-%RANDOM%.txt"
"%java%" -XshowSettings:properties -version >"%facts%" 2>&1
set "release="
set "jdk="
for /f "usebackq tokens=1,2,*" %%A in ("%facts%") do (
  if "%%A"=="java.home" set "jdk=%%C"
  if "%%A"=="java.version" set "release=%%C"
)
del "%facts%"
set "version=0"
for /f "delims=.-+ " %%V in ("%release%") do set "version=%%V"
if %version% LSS 17 (
  >&2 echo legim: Java 17 or newer is needed, and "%java%" is "%release%"
  exit /b 2
)

if not exist "%home%legim-war\target\legim.war" goto build
if not exist "%launcher%" goto build
if not exist "%target%\legim-payara.jar" goto build
if exist "%target%\payara-micro.jar" goto start

:build
if not exist "%home%mvnw.cmd" (
  >&2 echo legim: "%launcher%" is missing, and there are no sources to build it from
  exit /b 2
)
if not exist "%jdk%\bin\javac.exe" (
  >&2 echo legim: there is something to build, which takes a JDK; "%jdk%" has no javac
  exit /b 2
)
if not exist "%target%" mkdir "%target%"
set "log=%target%\legim-build.log"
>&2 echo legim: building; the first time takes some minutes, log: "%log%"

rem Maven knows the proxy of its settings, but not that of the environment.
set "settings=%target%\legim-settings.xml"
set "options="
set "proxy=%HTTPS_PROXY%"
if not defined proxy set "proxy=%ALL_PROXY%"
if not defined proxy goto maven
if exist "%USERPROFILE%\.m2\settings.xml" goto maven
powershell -NoProfile -Command ^
  "$u = [uri]$env:proxy; $l = @($u.UserInfo -split ':', 2 | %%{ [uri]::UnescapeDataString($_) });" ^
  "function e($n, $v) { if ($v) { '<' + $n + '>' + [Security.SecurityElement]::Escape($v) + '</' + $n + '>' } };" ^
  "$d = @($env:NO_PROXY -split '[, ]+' | ?{ $_ } | %%{ $_ -replace '^\*?\.', '' } | %%{ $_ + '|*.' + $_ }) -join '|';" ^
  "'<settings><proxies><proxy><id>environment</id><active>true</active><protocol>http</protocol>'" ^
  "+ (e host $u.Host) + (e port ([string]$u.Port)) + (e username $l[0]) + (e password $l[1])" ^
  "+ (e nonProxyHosts $d) + '</proxy></proxies></settings>'" >"%settings%"
set options=-gs "%settings%"

:maven
set "JAVA_HOME=%jdk%"
pushd "%home%"
call "%home%mvnw.cmd" -B %options% -Prun -pl server-config,legim-war -am package >"%log%" 2>&1
set "failed=%ERRORLEVEL%"
popd
if exist "%settings%" del "%settings%"
if not "%failed%"=="0" (
  >&2 findstr /b /c:"[ERROR]" "%log%"
  >&2 echo legim: the build failed; see "%log%"
  if exist "%launcher%" del "%launcher%"
  exit /b 2
)

:start
rem From JDK 23 on, libraries inside Payara Micro would be warned about for their use of Unsafe.
set "unsafe="
if %version% GEQ 23 set "unsafe=--sun-misc-unsafe-memory-access=allow"
"%java%" %unsafe% -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 %JAVA_OPTS% -jar "%launcher%" %*
exit /b %ERRORLEVEL%
