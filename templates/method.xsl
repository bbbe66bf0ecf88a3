<?xml version="1.0" encoding="UTF-8"?>
<!-- Next steps; who, method and limits. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1" xmlns:exsl="http://exslt.org/common"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t exsl" exclude-result-prefixes="d r f">

<!-- ======== Next steps ======== -->

<xsl:template name="next-steps">
  <xsl:variable name="steps"><xsl:call-template name="steps-that-hold"/></xsl:variable>
  <xsl:variable name="rows" select="exsl:node-set($steps)/*"/>
  <chapter id="next" continue="yes">
    <t:t as="theme">Next steps</t:t>
    <t:t as="eyebrow">Next steps</t:t>
    <t:t as="bookmark">Next steps</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$rows[@days = 14]"><t:t n="{count($rows)}" w="2" one="Next: %{n} step, within %{w} weeks">Next: %{n} steps, the first within %{w} weeks</t:t></xsl:when>
        <xsl:when test="$rows[@days = 30]"><t:t n="{count($rows)}" d="30" one="Next: %{n} step, within %{d} days">Next: %{n} steps, the first within %{d} days</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($rows)}" one="Next: %{n} step">Next: %{n} steps</t:t></xsl:otherwise>
      </xsl:choose>
    </h1>
    <table>
      <col w="22"/><col w="208"/><col w="94"/><col w="82"/><col w="77"/>
      <thead><tr><th/><th><t:t>What</t:t></th><th><t:t>Who</t:t></th><th><t:t>By</t:t></th><th><t:t>Where it comes from</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$rows[position() &lt;= 8]">
          <tr>
            <td class="strong"><xsl:value-of select="position()"/></td>
            <td><xsl:copy-of select="node()"/></td>
            <td><xsl:value-of select="f:role(@who)"/></td>
            <td><xsl:call-template name="deadline"/></td>
            <td><pageref to="{@from}"><t:t>page #</t:t></pageref></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <p class="note"><t:t>Dates are counted from the date of the answers. Who leads is a proposal until somebody is named.</t:t></p>
  </chapter>
</xsl:template>

<!-- By fixed rules, soonest first. -->
<xsl:template name="steps-that-hold">
  <xsl:if test="$done/@unanswered &gt; 0">
    <step days="14" who="cdo" from="appendix-a"><t:t n="{$done/@unanswered}" one="Answer the %{n} criterion left open">Answer the %{n} criteria left open</t:t></step>
  </xsl:if>
  <xsl:if test="$done/@na-many or $done/@na-low &gt; 0 or $a/r:inverted/r:cell">
    <step days="14" who="cdo" from="heat"><t:t>Review marks that look unlikely: not applicable at low levels, levels far above the one below</t:t></step>
  </xsl:if>
  <xsl:if test="not($a/@target-chosen)">
    <step days="30" who="sponsor" from="summary"><t:t T="{$T}">Decide on the target level; this report assumes level %{T}</t:t></step>
  </xsl:if>
  <xsl:if test="$domains-scored/r:domain/@score">
    <step days="30" who="sponsor" from="overall"><t:t x="{f:names(f:two-lowest(), 'domain')}">Name who leads %{x}</t:t></step>
  </xsl:if>
  <xsl:if test="$L &lt; $T">
    <step days="30" who="sponsor" from="missing"><t:t T="{$T}">Approve an improvement plan for level %{T}: people, days and a start</t:t></step>
  </xsl:if>
  <xsl:if test="$a/r:evidence/@under-80">
    <step days="60" who="business" from="patterns"><t:t n="{$a/r:evidence/@without}" one="Collect evidence for %{n} criterion that is marked as met without any">Collect evidence for the %{n} criteria that are marked as met without any</t:t></step>
  </xsl:if>
  <xsl:if test="$a/r:quick/@n &gt; 0">
    <step days="60" who="cdo" from="patterns"><t:t n="{$quick-all}" one="Close the exceptions of %{n} criterion that is largely met">Close the exceptions of the %{n} criteria that are largely met</t:t></step>
  </xsl:if>
  <xsl:choose>
    <xsl:when test="$L &lt; $T"><step months="6" who="cdo" from="method"><t:t>Assess again with the same questionnaire and policy</t:t></step></xsl:when>
    <xsl:otherwise><step months="12" who="cdo" from="method"><t:t>Assess again with the same questionnaire and policy</t:t></step></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="deadline">
  <xsl:choose>
    <xsl:when test="@days = 14"><t:t w="2">in %{w} weeks</t:t></xsl:when>
    <xsl:when test="@days"><t:t d="{@days}">in %{d} days</t:t></xsl:when>
    <xsl:otherwise><t:t m="{@months}">in %{m} months</t:t></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="$answers/@date">
    <br/>
    <small>
      <xsl:choose>
        <xsl:when test="@days"><xsl:value-of select="t:later($answers/@date, @days, 'days')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="t:later($answers/@date, @months, 'months')"/></xsl:otherwise>
      </xsl:choose>
    </small>
  </xsl:if>
</xsl:template>

<!-- ======== Who, method and limits ======== -->

<xsl:template name="method">
  <chapter id="method">
    <t:t as="theme">Who, method and limits</t:t>
    <t:t as="eyebrow">Who, method and limits</t:t>
    <t:t as="bookmark">Who, method and limits</t:t>
    <h1><t:t>Where the result comes from, what it tells and what not</t:t></h1>
    <columns>
      <column col="1" span="9">
        <xsl:call-template name="method-who"/>
        <xsl:call-template name="method-edition"/>
        <xsl:call-template name="method-marks"/>
      </column>
      <column col="10" span="3"><xsl:call-template name="key-terms"/></column>
    </columns>
    <xsl:call-template name="method-policy"/>
    <xsl:call-template name="method-arithmetic"/>
    <xsl:call-template name="method-treatment"/>
    <xsl:call-template name="method-limits"/>
  </chapter>
</xsl:template>

<xsl:template name="method-who">
  <h3><t:t>Enterprise and respondents</t:t></h3>
  <p>
    <xsl:choose>
      <xsl:when test="$answers/d:enterprise/@uscc">
        <t:t name="{f:enterprise()}" uscc="{$answers/d:enterprise/@uscc}" d="{count($q/d:domain)}" i="{count($q/d:domain/d:item)}" n="{$done/@criteria}">%{name} (USCC %{uscc}), the whole enterprise: %{d} domains, %{i} items, %{n} criteria.</t:t>
      </xsl:when>
      <xsl:otherwise>
        <t:t name="{f:enterprise()}" d="{count($q/d:domain)}" i="{count($q/d:domain/d:item)}" n="{$done/@criteria}">%{name}, the whole enterprise: %{d} domains, %{i} items, %{n} criteria.</t:t>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="$sp"/>
    <xsl:if test="$answers/d:respondent">
      <t:t n="{count($answers/d:respondent)}" roles="{f:roles()}" one="Answered by %{n} person (%{roles}).">Answered by %{n} people (%{roles}).</t:t>
      <xsl:value-of select="$sp"/>
    </xsl:if>
    <xsl:if test="$answers/@date"><t:t date="{t:date($answers/@date)}">The answers speak to %{date}.</t:t></xsl:if>
    <xsl:if test="$answers/d:answer/d:verified">
      <xsl:value-of select="$sp"/>
      <xsl:choose>
        <xsl:when test="$answers/@which = 'verified'"><t:t n="{count($answers/d:answer/d:verified)}" one="%{n} answer has a second opinion, which is scored.">%{n} answers have a second opinion, which is scored.</t:t></xsl:when>
        <xsl:otherwise><t:t n="{count($answers/d:answer/d:verified)}" one="%{n} answer has a second opinion, which is printed but not scored.">%{n} answers have a second opinion, which is printed but not scored.</t:t></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </p>
</xsl:template>

<!-- 2.9: the paragraph with counts. -->
<xsl:template name="method-edition">
  <xsl:variable name="o" select="$a/r:origins"/>
  <h3><t:t>Edition and wording</t:t></h3>
  <p>
    <t:t standard="{$q/@standard}" id="{$q/@id}" version="{$q/@version}">%{standard}; questionnaire %{id}, version %{version}.</t:t>
    <xsl:value-of select="$sp"/>
    <xsl:if test="$q/@counted">
      <t:t counted="{$q/@counted}" n="{$done/@criteria}">The standard is said to have %{counted} criteria; this questionnaire holds %{n}.</t:t>
      <xsl:value-of select="$sp"/>
    </xsl:if>
    <xsl:if test="$o/@reconstructed &gt; 0 or $o/@worded &gt; 0">
      <t:t>Criteria are in our own words after public sources and the numbering is this questionnaire’s own; the standard’s text decides in a formal assessment.</t:t>
    </xsl:if>
    <xsl:if test="$o/@overlay &gt; 0">
      <xsl:value-of select="$sp"/>
      <t:t n="{$o/@overlay}" file="{$q/@overlay}" hash="{substring($q/@overlay-sha256, 1, 12)}" one="%{n} text comes from %{file} (SHA-256 %{hash}…).">%{n} texts come from %{file} (SHA-256 %{hash}…).</t:t>
    </xsl:if>
  </p>
  <xsl:if test="$o/@mixed">
    <p>
      <xsl:call-template name="W14"/><xsl:value-of select="$sp"/>
      <t:t>By domain:</t:t><xsl:value-of select="$sp"/>
      <xsl:for-each select="$q/d:domain[@reconstructed &gt; 0]">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="$comma"/></xsl:if>
        <nobr><t:t name="{@name}" n="{@reconstructed}" all="{count(d:item/d:criterion)}">%{name} %{n} / %{all}</t:t></nobr>
      </xsl:for-each>
      <t:t ctx="end of a sentence">.</t:t>
    </p>
  </xsl:if>
</xsl:template>

<func:function name="f:roles" xmlns:func="http://exslt.org/functions">
  <func:result>
    <xsl:variable name="names"><xsl:for-each select="$answers/d:respondent"><name><xsl:value-of select="f:role(@role)"/></name></xsl:for-each></xsl:variable>
    <xsl:value-of select="t:list(exsl:node-set($names)/*)"/>
  </func:result>
</func:function>

<xsl:template name="method-marks">
  <h3><t:t>Marks</t:t></h3>
  <table>
    <col w="88"/><col w="44" align="right"/><col w="225"/>
    <thead><tr><th><t:t>Mark</t:t></th><th><t:t>Counts</t:t></th><th><t:t>When</t:t></th></tr></thead>
    <tbody>
      <xsl:for-each select="$p/d:value">
        <tr>
          <td><pie v="na"><xsl:if test="@compliance"><xsl:attribute name="v"><xsl:value-of select="@compliance"/></xsl:attribute></xsl:if><xsl:value-of select="@word"/></pie></td>
          <td><xsl:value-of select="@compliance"/></td>
          <td>
            <xsl:choose>
              <xsl:when test="@id = 'full'"><t:t>In force wherever it applies, evidenced over 12 months.</t:t></xsl:when>
              <xsl:when test="@id = 'large'"><t:t>In most places, with named exceptions.</t:t></xsl:when>
              <xsl:when test="@id = 'part'"><t:t>In some departments, or a draft in real use.</t:t></xsl:when>
              <xsl:when test="@id = 'none'"><t:t>An intention or nothing.</t:t></xsl:when>
              <xsl:when test="@id = 'na'"><t:t>Nothing to do with the enterprise; a reason must be given.</t:t></xsl:when>
            </xsl:choose>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<xsl:template name="key-terms">
  <h3><t:t>Key terms</t:t></h3>
  <dl>
    <pair><t:t as="label">Criterion</t:t><t:t>One statement that an enterprise meets or not.</t:t></pair>
    <pair><t:t as="label">Group</t:t><t:t>The criteria of one item at one level that are not fully met.</t:t></pair>
    <pair><t:t as="label">Weak spot</t:t><t:t gate="{f:weak-below()}">An item at a level whose score there is below %{gate}.</t:t></pair>
    <pair><t:t as="label">Threshold</t:t><t:t>The least score that reaches a level.</t:t></pair>
    <pair><t:t as="label">Evidence</t:t><t:t>A named file or link, with its hash where given.</t:t></pair>
  </dl>
</xsl:template>
<func:function name="f:weak-below" xmlns:func="http://exslt.org/functions">
  <func:result>
    <xsl:choose><xsl:when test="$p/@gate"><xsl:value-of select="$p/@gate"/></xsl:when><xsl:otherwise>0.8</xsl:otherwise></xsl:choose>
  </func:result>
</func:function>

<xsl:template name="method-policy">
  <h3><t:t>Scoring policy</t:t></h3>
  <p>
    <t:t name="{$p/@name}" version="{$p/@version}" thresholds="{t:list($p/d:threshold/@from, 'id')}">%{name}, version %{version}: levels 1 to 5 start at %{thresholds}.</t:t>
    <xsl:value-of select="$sp"/>
    <t:t>No official score thresholds are published; those used here come from the policy.</t:t>
    <xsl:for-each select="$p/d:threshold/d:condition">
      <xsl:value-of select="$sp"/>
      <xsl:choose>
        <xsl:when test="@each = 'domain'"><t:t l="{../@no}" from="{@from}">Level %{l} also asks for at least %{from} in every domain.</t:t></xsl:when>
        <xsl:when test="@each = 'item'"><t:t l="{../@no}" from="{@from}">Level %{l} also asks for at least %{from} in every item.</t:t></xsl:when>
        <xsl:otherwise><t:t l="{../@no}" from="{@from}" ref="{@ref}">Level %{l} also asks for at least %{from} in %{ref}.</t:t></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:for-each select="$p/d:weight"><xsl:value-of select="$sp"/><t:t ref="{@ref}" name="{@name}" weight="{@weight}">%{ref} %{name} has the weight %{weight}.</t:t></xsl:for-each>
    <xsl:if test="$p/d:bonus and $a/@bonus">
      <xsl:value-of select="$sp"/><t:t each="{$p/d:bonus/@each}" cap="{$p/d:bonus/@cap}" b="{$a/@bonus}">A bonus of %{each} for each piece of evidence, %{cap} at most for each kind, adds %{b} here.</t:t>
    </xsl:if>
  </p>
</xsl:template>

<xsl:template name="method-arithmetic">
  <xsl:variable name="x" select="$a/r:example"/>
  <h3><t:t>Arithmetic</t:t></h3>
  <p>
    <xsl:choose>
      <xsl:when test="$p/@combine = 'gated'"><t:t gate="{$p/@gate}">Levels are added from level 1 up to and including the first one below %{gate}.</t:t></xsl:when>
      <xsl:when test="$p/@combine = 'highest'"><t:t gate="{$p/@gate}">The highest level up to which every level is at least %{gate}.</t:t></xsl:when>
      <xsl:otherwise><t:t values="{$p/@values}">Each criterion counts %{values}; a level is their mean; an item is the sum of its five levels, 5 at most.</t:t></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="$sp"/>
    <t:t>A domain is the mean of its items, the overall score the mean of the domains (weights other than 1 are listed); compared with the thresholds after rounding to 0.01.</t:t>
  </p>
  <xsl:if test="$x">
    <group>
    <p>
      <t:rich item="{$x/@item} {key('item', $x/@item)/@name}" terms="{$x/@terms}" exact="{$x/@exact}" score="{$x/@score}"><b>Worked through: %{item}.</b> The five levels give %{terms} = %{exact}, printed as %{score}:</t:rich>
    </p>
    <table>
      <col w="74"/><col w="100" align="right"/><col w="100" align="right"/><col w="83" align="right"/>
      <thead><tr><th><t:t>Level</t:t></th><th><t:t>Sum of the marks</t:t></th><th><t:t>Criteria (weights)</t:t></th><th><t:t>Level’s score</t:t></th></tr></thead>
      <tbody>
        <xsl:for-each select="$x/r:level">
          <tr>
            <td><xsl:value-of select="f:level-short(@no)"/></td><td><xsl:value-of select="@sum"/></td><td><xsl:value-of select="@weight"/></td><td><xsl:value-of select="@score"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    </group>
  </xsl:if>
</xsl:template>

<xsl:template name="method-treatment">
  <xsl:variable name="warnings"><xsl:call-template name="W"/></xsl:variable>
  <h3><t:t>Not applicable, unanswered, left out</t:t></h3>
  <p>
    <xsl:if test="$done/@na &gt; 0">
      <xsl:choose>
        <xsl:when test="$reduced"><t:t n="{$done/@na}" one="%{n} criterion is marked not applicable and leaves both sides of the mean; appendix A gives the reason.">%{n} criteria are marked not applicable and leave both sides of the mean; appendix A gives the reasons.</t:t></xsl:when>
        <xsl:otherwise><t:t n="{$done/@na}" one="%{n} criterion is marked not applicable and leaves both sides of the mean; appendix E gives the reason.">%{n} criteria are marked not applicable and leave both sides of the mean; appendix E gives the reasons.</t:t></xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="$sp"/>
    </xsl:if>
    <t:t>A level where nothing applies takes the score below (level 1: 1); an item or domain where nothing applies is left out. Unanswered counts as not met.</t:t>
  </p>
  <xsl:if test="exsl:node-set($warnings)/*">
    <h3><t:t>To bear in mind</t:t></h3>
    <ul class="small"><xsl:for-each select="exsl:node-set($warnings)/*"><li><xsl:copy-of select="node()"/></li></xsl:for-each></ul>
  </xsl:if>
</xsl:template>

<xsl:template name="method-limits">
  <h3><t:t>Limits, and how to make it again</t:t></h3>
  <p><t:t date="{f:date-or-none()}">Marks are the enterprise’s own and were not verified on site; evidence is named and hashed: a hash proves the file unchanged, not its content true; levels are granted by assessors after review; editions and policies are not comparable; the result stands for %{date} and should be renewed within 12 months.</t:t></p>
  <p>
    <t:t hash="{substring($answers/@sha256, 1, 16)}">The same answers, questionnaire, policy and program give the same report; hash of the answers %{hash}.</t:t>
    <xsl:value-of select="$sp"/>
    <xsl:choose>
      <xsl:when test="$answers/@id"><t:t program="{$dossier/@program}" id="{$answers/@id}">Made by dcmm %{program}; the answers’ id is %{id}.</t:t></xsl:when>
      <xsl:otherwise><t:t program="{$dossier/@program}">Made by dcmm %{program}.</t:t></xsl:otherwise>
    </xsl:choose>
  </p>
</xsl:template>

</xsl:stylesheet>
