/* Put before livereload's own script: tells the server, each time it connects, which build this page shows. The
   server then asks for a reload if a newer one was made while the page was loading or the server was away. */
(function () {
  "use strict";
  var script = document.currentScript;
  var build = script ? new URL(script.src).searchParams.get("build") : null;

  function SiteGen() {}
  SiteGen.identifier = "site-gen";
  SiteGen.version = "1";
  SiteGen.prototype.analyze = function () {
    return { build: build };
  };
  window.LiveReloadPluginSiteGen = SiteGen;
})();
