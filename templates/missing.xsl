<?xml version="1.0" encoding="UTF-8"?>
<!-- G6 what is missing, G7 quick wins and patterns, G7b how firm the level is. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:d="urn:dcmm:dossier:1" xmlns:r="urn:dcmm:result:1"
                xmlns:t="urn:dcmm:text:1" xmlns:f="urn:dcmm:function:1"
                xmlns="urn:dcmm:page:1" extension-element-prefixes="t" exclude-result-prefixes="d r f">

<xsl:template name="missing">
  <chapter id="missing">
    <t:t as="theme">What is missing</t:t>
    <t:t as="eyebrow" T="{$T}">What is missing for level %{T}</t:t>
    <t:t as="bookmark" T="{$T}">What is missing for level %{T}</t:t>
    <h1><xsl:call-template name="B"/></h1>
    <xsl:choose>
      <xsl:when test="not($path/r:group)"><p class="lead"><t:t T="{$T}">Every applicable criterion up to level %{T} is fully met.</t:t></p></xsl:when>
      <xsl:otherwise>
        <xsl:if test="$L &lt; $T and $path/r:group[@on-path]"><xsl:call-template name="steps"/></xsl:if>
        <xsl:call-template name="group-table"/>
      </xsl:otherwise>
    </xsl:choose>
  </chapter>
</xsl:template>

<xsl:template name="steps">
  <chart kind="steps" span="12" from="{$path/@floor}" threshold="{$a/@threshold}">
    <t:t as="title" from="{$path/@floor}" to="{$path/@ceiling}">Score as the groups are met in turn: %{from} to %{to}</t:t>
    <t:t as="sub">Each step is one group, named by its item and level; the axis is cut at both ends</t:t>
    <t:t as="threshold-label" T="{$T}">level %{T}</t:t>
    <t:t as="target-label" T="{$T}">level %{T} reached</t:t>
    <t:t as="alt" n="{$path/@groups}" from="{$path/@floor}" to="{$path/@ceiling}" T="{$T}" th="{$a/@threshold}">%{n} steps lead from %{from} to %{to}; level %{T} starts at %{th}.</t:t>
    <xsl:for-each select="$path/r:group[@on-path]">
      <row label="{@item}" value="{@after}">
        <t:t as="note" note="under a step: the level of the group" l="{@level}">lvl %{l}</t:t>
        <xsl:copy-of select="@reaches"/>
        <xsl:if test="@reaches"><xsl:attribute name="reached">yes</xsl:attribute></xsl:if>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- Foundations first, whatever they gain; up to 24 groups, of English 18, so that two sheets hold them; all in appendix B. -->
<xsl:variable name="group-rows"><xsl:choose><xsl:when test="$zh">24</xsl:when><xsl:otherwise>18</xsl:otherwise></xsl:choose></xsl:variable>
<xsl:template name="group-table">
  <p class="note">
    <xsl:if test="$path/@reaches and $L &lt; $T"><t:t T="{$T}">The rule stands under the group that reaches level %{T}.</t:t><xsl:value-of select="$sp"/></xsl:if>
    <t:t>This is one order of work, by what each group adds, lower levels of an item first; the way with the least effort is the improvement plan’s matter.</t:t>
    <xsl:if test="$path/@all-groups &gt; $group-rows">
      <xsl:value-of select="$sp"/><t:rich n="{$path/@all-groups - $group-rows}" to="appendix-b" one="%{n} more group: appendix B, &lt;pageref>page #&lt;/pageref>.">%{n} more groups: appendix B, <pageref>page #</pageref>.</t:rich>
    </xsl:if>
  </p>
  <table>
    <col w="30" align="right"/><col w="36"/><col w="88"/><col w="32"/><col w="187"/><col w="64"/><col w="46" align="right"/>
    <thead>
      <tr>
        <th><t:t note="head of the column of running numbers">No.</t:t></th><th><t:t>Id</t:t></th><th><t:t>Item</t:t></th><th><t:t>Level</t:t></th>
        <th><t:t>What is missing</t:t></th><th><t:t>Now</t:t></th><th><t:t>Score then</t:t></th>
      </tr>
    </thead>
    <tbody>
      <xsl:for-each select="$path/r:group[position() &lt;= $group-rows]">
        <tr>
          <xsl:if test="@reaches"><xsl:attribute name="class">reached</xsl:attribute></xsl:if>
          <td><xsl:value-of select="@no"/></td>
          <td><xsl:value-of select="@item"/></td>
          <td><xsl:value-of select="key('item', @item)/@name"/></td>
          <td><xsl:value-of select="@level"/></td>
          <td><xsl:call-template name="group-criteria"/></td>
          <td><xsl:call-template name="value-counts"><xsl:with-param name="criteria" select="r:criterion"/></xsl:call-template></td>
          <td>
            <xsl:choose>
              <xsl:when test="@reaches"><em><xsl:value-of select="@after"/></em></xsl:when>
              <xsl:otherwise><xsl:value-of select="@after"/></xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>
<!-- In own words, two at most; behind the path and on a long one one, and in English, where sentences are half as long
     again, one everywhere. -->
<xsl:template name="group-criteria">
  <xsl:variable name="most"><xsl:choose><xsl:when test="@on-path and $zh and count($path/r:group[@on-path]) &lt;= 12">2</xsl:when><xsl:otherwise>1</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="first" select="t:clause(key('criterion', r:criterion[1]/@ref)/@text)"/>
  <xsl:choose>
    <xsl:when test="$most = 2 and @criteria &gt; 1"><t:t a="{$first}" b="{t:clause(key('criterion', r:criterion[2]/@ref)/@text)}">%{a}; %{b}</t:t></xsl:when>
    <xsl:otherwise><xsl:value-of select="$first"/></xsl:otherwise>
  </xsl:choose>
  <xsl:if test="@criteria &gt; $most"><xsl:value-of select="$sp"/><muted><nobr><t:t n="{@criteria - $most}" all="{@criteria}" note="zh: how many in all">(and %{n} more)</t:t></nobr></muted></xsl:if>
</xsl:template>

<!-- ======== G7 ======== -->

<xsl:template name="patterns">
  <chapter id="patterns" level="2">
    <!-- Where next to nothing is missing, the sheet before has room for it. -->
    <xsl:if test="count($path/r:group) &lt;= 6"><xsl:attribute name="continue">yes</xsl:attribute></xsl:if>
    <t:t as="theme">Quick wins and patterns</t:t>
    <t:t as="eyebrow">Quick wins and patterns</t:t>
    <t:t as="bookmark">Quick wins and patterns</t:t>
    <h1>
      <xsl:choose>
        <xsl:when test="$a/r:quick/@n &gt; 0"><t:rich n="{$quick-all}" one="%{n} criterion is largely met already&lt;br/>Closing the exceptions is quickest">%{n} criteria are largely met already<br/>Closing the exceptions is quickest</t:rich></xsl:when>
        <xsl:otherwise><t:rich>No criterion is nearly met:<br/>there is no quick win without real work</t:rich></xsl:otherwise>
      </xsl:choose>
    </h1>
    <columns>
      <column col="1" span="7"><xsl:call-template name="quick"/></column>
      <column col="8" span="5"><xsl:call-template name="dimensions"/><xsl:call-template name="evidence-bar"/></column>
    </columns>
  </chapter>
</xsl:template>

<!-- Without action data: criteria marked as largely met, by lift (2.3). -->
<xsl:template name="quick">
  <h3><t:t>What could start on Monday</t:t></h3>
  <xsl:choose>
    <xsl:when test="$a/r:quick/r:entry">
      <p class="sub"><t:t>Largely met, by what the last step adds to the level’s score in its item</t:t></p>
      <table>
        <col w="46"/><col w="172"/><col w="58" align="right"/>
        <thead><tr><th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Adds</t:t></th></tr></thead>
        <tbody>
          <xsl:for-each select="$a/r:quick/r:entry">
            <tr>
              <td><xsl:call-template name="ref"><xsl:with-param name="id" select="@ref"/></xsl:call-template></td>
              <td>
                <xsl:value-of select="key('criterion', @ref)/@text"/>
                <xsl:if test="key('answer', @ref)/@note"><br/><muted><xsl:value-of select="key('answer', @ref)/@note"/></muted></xsl:if>
              </td>
              <td><xsl:value-of select="concat('+', @lift)"/></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
      <xsl:if test="$quick-all &gt; count($a/r:quick/r:entry)">
        <p class="note"><t:rich k="{$quick-all - count($a/r:quick/r:entry)}" to="appendix-b">%{k} more largely met: appendix B, <pageref>page #</pageref>.</t:rich></p>
      </xsl:if>
      <xsl:call-template name="ref-legend"/>
    </xsl:when>
    <xsl:otherwise><p class="small"><t:t>Nothing up to the next level is marked as largely met.</t:t></p></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="dimensions">
  <xsl:variable name="d" select="$a/r:dimensions"/>
  <chart kind="percent">
    <xsl:choose>
      <xsl:when test="$d/@level or not($d/@lowest)"><t:t as="title">The four dimensions are level</t:t></xsl:when>
      <xsl:otherwise><t:t as="title" d="{f:dimension($d/@lowest)}" p="{$d/r:dimension[@id = $d/@lowest]/@percent}">Lowest dimension: %{d}, %{p}%</t:t></xsl:otherwise>
    </xsl:choose>
    <t:t as="sub" T="{$T}">Mean compliance of the criteria of levels 1 to %{T}, %</t:t>
    <t:t as="alt" T="{$T}">Mean compliance by dimension, levels 1 to %{T}.</t:t>
    <xsl:for-each select="$d/r:dimension">
      <row label="{f:dimension(@id)}">
        <xsl:choose>
          <xsl:when test="@na"><t:t as="na">n/a</t:t></xsl:when>
          <xsl:otherwise><xsl:attribute name="value"><xsl:value-of select="@percent"/></xsl:attribute><xsl:attribute name="text"><xsl:value-of select="@percent"/></xsl:attribute></xsl:otherwise>
        </xsl:choose>
      </row>
    </xsl:for-each>
  </chart>
</xsl:template>

<!-- Of what is marked as met: with evidence, with stale evidence, without. -->
<xsl:template name="evidence-bar">
  <xsl:variable name="v" select="$a/r:evidence"/>
  <chart kind="percent">
    <t:t as="title" n="{$v/@with}" all="{$v/@marked}">%{n} of %{all} criteria marked as met have evidence</t:t>
    <t:t as="sub">Criteria fully or largely met: length in %, number at the end</t:t>
    <t:t as="alt" fresh="{$v/@fresh}" without="{$v/@without}" stale="{$v/@stale}">Evidence within 12 months %{fresh}, older %{stale}, none %{without}.</t:t>
    <row style="solid" value="{$v/@with-percent}" text="{$v/@fresh}"><t:t as="label">within 12 months</t:t></row>
    <row style="hatch" value="{$v/@stale-percent}" text="{$v/@stale}"><t:t as="label">all files older</t:t></row>
    <row style="outline" value="{$v/@without-percent}" text="{$v/@without}"><t:t as="label">no evidence</t:t></row>
  </chart>
</xsl:template>

<!-- ======== G7b ======== -->

<xsl:template name="firm">
  <xsl:if test="$L &gt; 0 and $a/r:firm/r:step">
    <chapter id="firm" level="2" continue="yes">
      <t:t as="theme">How firm the level is</t:t>
      <t:t as="eyebrow">How firm the level is</t:t>
      <t:t as="bookmark">How firm the level is</t:t>
      <h1><xsl:call-template name="R"/></h1>
      <xsl:call-template name="ruler"><xsl:with-param name="after" select="$a/r:firm/@after"/></xsl:call-template>
      <p class="note">
        <xsl:if test="$a/r:firm/@n &gt; count($a/r:firm/r:step)"><t:t n="{count($a/r:firm/r:step)}" all="{$a/r:firm/@n}">The first %{n} of %{all} are shown.</t:t><xsl:value-of select="$sp"/></xsl:if>
        <t:t>By what each costs, larger first, counted anew after each; among equals those without evidence first.</t:t>
        <xsl:value-of select="$sp"/><xsl:call-template name="ref-legend-words"/>
      </p>
      <table class="grid cards">
        <col w="54"/><col w="237"/><col w="96"/><col w="52" align="right"/><col w="44"/>
        <thead>
          <tr>
            <th><t:t>Id</t:t></th><th><t:t>Criterion</t:t></th><th><t:t>Answer → one step lower</t:t></th><th><t:t>Score then</t:t></th><th><t:t>Evidence</t:t></th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="$a/r:firm/r:step">
            <tr>
              <td><xsl:call-template name="ref"><xsl:with-param name="id" select="@ref"/></xsl:call-template></td>
              <td><xsl:value-of select="key('criterion', @ref)/@text"/></td>
              <td><nobr><xsl:value-of select="concat(@from-word, ' →')"/></nobr><xsl:text> </xsl:text><nobr><xsl:value-of select="@to-word"/></nobr></td>
              <td><xsl:value-of select="@after"/></td>
              <td>
                <xsl:choose>
                  <xsl:when test="not(@evidence &gt; 0)"><em><t:t note="no evidence, in a table">none</t:t></em></xsl:when>
                  <xsl:when test="@stale"><xsl:value-of select="@evidence"/><xsl:text> </xsl:text><muted><t:t>stale</t:t></muted></xsl:when>
                  <xsl:otherwise><xsl:value-of select="@evidence"/></xsl:otherwise>
                </xsl:choose>
              </td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </chapter>
  </xsl:if>
</xsl:template>

</xsl:stylesheet>
