(** Convergence of the clipped update with a floor, and its rate (this project):
    exact argmaxes of Eq. 6 with no ratio below 1 - low converge to the optimum
    from every start that is positive at the decisions, and from an explicit
    sweep on the distance shrinks by 1 - low with every sweep, no faster.
    Regime: full information, exact expectations, exact argmax (ties broken in
    any way), any order of the turns, any baseline, chance and noise anywhere. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
Open Scope R_scope.

(** ** The rate *)

(** What the constants say of a game and a start. *)
Definition rateConstants (G : game) (p0 gap range : R) (turns : nat) (start : policy) : Prop :=
  positiveAt G p0 start /\ lossesWithin G gap range /\ 0 <= range /\
  turnsWithin G turns (horizon G) [].

Theorem E10_rate : forall G low high U baseline pol p0 gap range turns regain settle,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  rateConstants G p0 gap range turns (pol 0%nat) ->
  sweepCounts low high p0 gap range regain settle ->
  let K := rateFrom regain settle turns in
  forall k, (K <= k)%nat -> shortfall G (pol k) <= range * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol p0 gap range turns regain settle HG Hl Hh HU Run
    [H1 [H2 [H3 H4]]] Counts.
  apply (floored_run_rate G low high p0 gap range pol regain settle); try assumption.
  apply (clipped_run_is_floored G low high U baseline); assumption.
Qed.

(** Sweeps of growth that are enough, linear in the sweeps at the floor: [half]
    of them lift [p0] to the turning point, [undo] make good one sweep. *)
Lemma linear_counts : forall low high p0 gap range half undo settle,
  0 < low < 1 -> 0 < high ->
  turningPoint low high <= (1 + high) ^ half * p0 -> 1 <= (1 + high) ^ undo * (1 - low) ->
  (1 - low) ^ settle <= turningPoint low high -> range * (1 - low) ^ settle < gap ->
  sweepCounts low high p0 gap range (fun A => half + undo * A)%nat settle.
Proof.
  intros low high p0 gap range half undo settle Hl Hh H1 H2 H3 H4.
  split; [|split; assumption]. intros A. destruct (turning_point low high Hl Hh) as [Ht _].
  assert (E : 1 <= (1 + high) ^ (undo * A) * (1 - low) ^ A)
    by (rewrite pow_mult, <- Rpow_mult_distr; apply pow_R1_Rle, H2).
  rewrite pow_add. set (x := (1 + high) ^ half) in *. set (y := (1 + high) ^ (undo * A)) in *.
  set (z := (1 - low) ^ A) in *.
  replace (x * y * (z * p0)) with ((x * p0) * (y * z)) by ring. nra.
Qed.

Lemma linear_burn_in : forall half undo settle turns,
  (undo * rankedFrom (fun A => half + undo * A) settle turns + (half + settle)
   = (half + settle) * (1 + undo) ^ turns)%nat.
Proof.
  intros half undo settle turns. induction turns as [|t IH]; simpl rankedFrom; [simpl; lia|].
  rewrite Nat.pow_succ_r'. nia.
Qed.

(** The burn-in in closed form: a power of the number of turns, with base
    1 + undo; [undo] is 2 for a symmetric range of at most 1/2. *)
Theorem E10_burn_in : forall G low high U baseline pol p0 gap range turns half undo settle,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  rateConstants G p0 gap range turns (pol 0%nat) ->
  turningPoint low high <= (1 + high) ^ half * p0 -> 1 <= (1 + high) ^ undo * (1 - low) ->
  (1 - low) ^ settle <= turningPoint low high -> range * (1 - low) ^ settle < gap ->
  (0 < undo)%nat ->
  let K := ((half + settle) * ((1 + undo) ^ turns - 1) / undo - settle)%nat in
  forall k, (K <= k)%nat -> shortfall G (pol k) <= range * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol p0 gap range turns half undo settle HG Hl Hh HU Run Cs
    H1 H2 H3 H4 Hu K.
  assert (E : K = rateFrom (fun A => half + undo * A)%nat settle turns).
  { unfold K, rateFrom. f_equal. symmetry.
    pose proof (linear_burn_in half undo settle turns) as C.
    apply Nat.div_unique_exact; [lia|]. rewrite Nat.mul_sub_distr_l. lia. }
  rewrite E. apply (E10_rate G low high U baseline pol p0 gap range); try assumption.
  apply linear_counts; assumption.
Qed.

(** ** Every finite game has such constants *)

Fixpoint nodesAt (G : game) (j : nat) : list history :=
  match j with
  | O => [[]]
  | S i => flat_map (fun h => map (fun a => a :: h) (moves G h)) (nodesAt G i)
  end.

Lemma legal_listed : forall G h, legal (moves G) h <-> In h (nodesAt G (length h)).
Proof.
  intros G h. induction h as [|a h IH]; [simpl; tauto|]. simpl. rewrite in_flat_map. split.
  - intros [Ha Hl]. exists h. split; [apply IH, Hl|apply (in_map (fun b => b :: h)), Ha].
  - intros [x [Hx Hin]]. apply in_map_iff in Hin. destruct Hin as [b [E Hb]].
    injection E as -> ->. split; [exact Hb|apply IH, Hx].
Qed.

Lemma least_over : forall (X : Type) (l : list X) (P : X -> R -> Prop),
  (forall x c d, 0 < d <= c -> P x c -> P x d) ->
  (forall x, In x l -> exists c, 0 < c /\ P x c) ->
  exists c, 0 < c /\ forall x, In x l -> P x c.
Proof.
  intros X l P Down. induction l as [|x l IH]; intros H.
  - exists 1. split; [lra|]. intros y [].
  - destruct IH as [c [Hc Hl]]; [intros y Hy; apply H; right; exact Hy|].
    destruct (H x (or_introl eq_refl)) as [d [Hd Hx]].
    pose proof (Rmin_l c d). pose proof (Rmin_r c d).
    assert (M : 0 < Rmin c d) by (apply Rmin_glb_lt; assumption).
    exists (Rmin c d). split; [exact M|]. intros y [<-|Hy].
    + apply (Down x d); [lra|exact Hx].
    + apply (Down y c); [lra|apply Hl, Hy].
Qed.

(** One number is enough for every move of every history. *)
Lemma least_over_moves : forall G (P : history -> nat -> R -> Prop),
  (forall h a c d, 0 < d <= c -> P h a c -> P h a d) ->
  (forall n h a, node G (S n) h -> In a (moves G h) -> exists c, 0 < c /\ P h a c) ->
  exists c, 0 < c /\ forall n h a, node G (S n) h -> In a (moves G h) -> P h a c.
Proof.
  intros G P Down H.
  set (inside := flat_map (nodesAt G) (seq 0 (horizon G))).
  destruct (least_over history inside (fun h c => forall a, In a (moves G h) -> P h a c))
    as [c [Hc All]].
  - intros h c d Hd Hh a Ha. apply (Down h a c d Hd (Hh a Ha)).
  - intros h Hh. apply (least_over nat (moves G h)); [intros; eapply Down; eassumption|].
    intros a Ha. apply in_flat_map in Hh. destruct Hh as [j [Hj Hh]]. apply in_seq in Hj.
    assert (J : forall i x, In x (nodesAt G i) -> length x = i).
    { induction i as [|i IH]; simpl; [intros x [<-|[]]; reflexivity|].
      intros x Hx. apply in_flat_map in Hx. destruct Hx as [y [Hy Hx]].
      apply in_map_iff in Hx. destruct Hx as [b [<- _]]. simpl. rewrite (IH y Hy). reflexivity. }
    pose proof (J j h Hh) as E. apply (H (horizon G - S j)%nat h a); [split|exact Ha].
    + lia.
    + apply legal_listed. rewrite E. exact Hh.
  - exists c. split; [exact Hc|]. intros n h a [Hn Hl] Ha. apply All; [|exact Ha].
    apply in_flat_map. exists (length h). split; [apply in_seq; lia|apply legal_listed, Hl].
Qed.

Lemma positive_has_least : forall G pol, positiveAtDecisions G pol ->
  exists p0, 0 < p0 /\ positiveAt G p0 pol.
Proof.
  intros G pol Pos.
  destruct (least_over_moves G (fun h a c => chance G h = None -> c <= pol h a)) as [c [Hc H]].
  - intros h a c d Hd Hh Hch. specialize (Hh Hch). lra.
  - intros n h a Hn Ha. destruct (chance G h) eqn:Hch; [exists 1; split; [lra|discriminate]|].
    exists (pol h a). split; [apply (Pos n h a Hn Hch Ha)|lra].
  - exists c. split; [exact Hc|]. intros n h a Hn Hch Ha. apply (H n h a Hn Ha Hch).
Qed.

Lemma losses_exist : forall G, wellFormed G ->
  exists gap range, 0 < gap /\ 0 <= range /\ lossesWithin G gap range.
Proof.
  intros G HG.
  set (loss := fun h a =>
    let n := (horizon G - S (length h))%nat in optimalValue G (S n) h - optimalValue G n (a :: h)).
  destruct (least_over_moves G (fun h a c => chance G h = None ->
    loss h a <= / c /\ (loss h a <> 0 -> c <= loss h a))) as [c [Hc H]].
  - intros h a c d Hd Hh Hch. destruct (Hh Hch) as [H1 H2]. split.
    + eapply Rle_trans; [exact H1|apply Rinv_le_contravar; lra].
    + intros N. specialize (H2 N). lra.
  - intros n h a Hn Ha. destruct (chance G h) as [p|] eqn:Hch.
    { exists 1. split; [lra|discriminate]. }
    destruct (Rlt_dec 0 (loss h a)) as [Lp|Ln].
    + set (c := Rmin (loss h a) (/ (1 + loss h a))).
      assert (I : 0 < / (1 + loss h a)) by (apply Rinv_0_lt_compat; lra).
      assert (C0 : 0 < c) by (apply Rmin_glb_lt; assumption).
      exists c. split; [exact C0|]. intros _. split; [|intros _; apply Rmin_l].
      assert (C1 : c <= / (1 + loss h a)) by apply Rmin_r.
      apply Rinv_le_contravar in C1; [|exact C0]. rewrite Rinv_inv in C1. lra.
    + exists 1. split; [lra|]. intros _. rewrite Rinv_1. split; [lra|]. intros N.
      exfalso. apply N. destruct (HG n h Hn) as [Hne _].
      destruct (best_move_spec (moves G h) (fun x => optimalValue G n (x :: h)) Hne) as [_ [_ M]].
      specialize (M a Ha). cbv beta in M. rewrite <- (optimal_at_decision G n h Hch) in M.
      unfold loss in *. destruct Hn as [E _]. replace (horizon G - S (length h))%nat with n in * by lia.
      lra.
  - exists c, (/ c). split; [exact Hc|]. split; [left; apply Rinv_0_lt_compat, Hc|].
    intros n h a Hn Hch Ha. pose proof (H n h a Hn Ha Hch) as [H1 H2]. unfold loss in H1, H2.
    destruct Hn as [E _]. replace (horizon G - S (length h))%nat with n in * by lia.
    split; [exact H1|]. intros N. apply H2. lra.
Qed.

Lemma turns_within_horizon : forall G n t h, (n <= t)%nat -> turnsWithin G t n h.
Proof.
  intros G n. induction n as [|n IH]; intros t h Ht; [exact I|]. simpl.
  destruct (chance G h); [intros a _; apply IH; lia|].
  destruct t as [|t]; [lia|]. intros a _. apply IH. lia.
Qed.

Lemma counts_exist : forall low high p0 gap range,
  0 < low < 1 -> 0 < high -> 0 < p0 -> 0 < gap -> 0 <= range ->
  exists regain settle, sweepCounts low high p0 gap range regain settle.
Proof.
  intros low high p0 gap range Hl Hh Hp Hg Hr. destruct (turning_point low high Hl Hh) as [Ht _].
  assert (Big : forall y, exists N, y <= (1 + high) ^ N).
  { intros y. destruct (Pow_x_infinity (1 + high)) with (b := y) as [N HN];
      [rewrite Rabs_right; lra|]. exists N. specialize (HN N (Nat.le_refl N)).
    rewrite Rabs_right in HN by (apply Rle_ge, pow_le; lra). lra. }
  assert (Scaled : forall y z, 0 < z -> exists N, y <= (1 + high) ^ N * z).
  { intros y z Hz. destruct (Big (y / z)) as [N HN]. exists N.
    apply Rmult_le_compat_r with (r := z) in HN; [|lra].
    replace (y / z * z) with y in HN by (field; lra). exact HN. }
  destruct (Scaled (turningPoint low high) p0 Hp) as [half H1].
  destruct (Scaled 1 (1 - low) ltac:(lra)) as [undo H2].
  assert (Gr : 0 < gap / (1 + range)) by (apply Rdiv_lt_0_compat; lra).
  destruct (pow_lt_1_zero (1 - low)) with (y := Rmin (turningPoint low high) (gap / (1 + range)))
    as [settle H3]; [rewrite Rabs_right; lra|apply Rmin_glb_lt; lra|].
  specialize (H3 settle (Nat.le_refl settle)).
  assert (P : 0 < (1 - low) ^ settle) by (apply pow_lt; lra). rewrite Rabs_right in H3 by lra.
  pose proof (Rmin_l (turningPoint low high) (gap / (1 + range))).
  pose proof (Rmin_r (turningPoint low high) (gap / (1 + range))).
  exists (fun A => half + undo * A)%nat, settle. apply linear_counts; try assumption; [lra|].
  assert (Q : (1 - low) ^ settle < gap / (1 + range)) by lra.
  apply Rmult_lt_compat_r with (r := 1 + range) in Q; [|lra].
  replace (gap / (1 + range) * (1 + range)) with gap in Q by (field; lra). nra.
Qed.

(** With no constant given: the rate, at every history. *)
Theorem E10_rate_everywhere : forall G low high U baseline pol,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  exists K C, forall k n h, (K <= k)%nat -> node G n h ->
    optimalValue G n h - value G (pol k) n h <= C * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol HG Hl Hh HU Run.
  destruct (positive_has_least G (pol 0%nat) (proj1 (proj2 Run))) as [p0 [Hp Hs]].
  destruct (losses_exist G HG) as [gap [range [Hg [Hr Hlo]]]].
  destruct (counts_exist low high p0 gap range Hl Hh Hp Hg Hr) as [regain [settle Cs]].
  set (L := rankedFrom regain settle).
  assert (Up : forall t u, (t <= u)%nat -> (L t <= L u)%nat).
  { intros t u H. induction H; [lia|]. unfold L in *. simpl. lia. }
  exists (L (horizon G)), range. intros k n h Hk Hn.
  assert (Hn' : (n <= horizon G)%nat) by (destruct Hn; lia).
  eapply Rle_trans.
  - apply (floored_run_rate_everywhere G low high p0 gap range pol regain settle HG Hl Hh Hs
      (clipped_run_is_floored G low high U baseline HG Hl Hh HU pol Run) Hlo Hr Cs
      n n h k (pol k) Hn); [apply turns_within_horizon; lia|apply plays_from_itself; lia|].
    pose proof (Up n _ Hn'). unfold L in *. lia.
  - apply Rmult_le_compat_l; [exact Hr|]. apply pow_shrinks; [lra|].
    pose proof (Up n _ Hn'). unfold L in *. lia.
Qed.

(** J tends to J*. *)
Theorem E10_converges : forall G low high U baseline pol,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  Un_cv (fun k => expectedReturn G (pol k)) (optimalReturn G).
Proof.
  intros G low high U baseline pol HG Hl Hh HU Run eta Heta.
  destruct (E10_rate_everywhere G low high U baseline pol HG Hl Hh HU Run) as [K [C H]].
  destruct (pow_lt_1_zero (1 - low)) with (y := eta / (1 + Rabs C)) as [N HN].
  - rewrite Rabs_right; lra.
  - apply Rdiv_lt_0_compat; [exact Heta|pose proof (Rabs_pos C); lra].
  - exists (K + N)%nat. intros k Hk. specialize (H k (horizon G) [] ltac:(lia) (node_root G)).
    specialize (HN (k - K)%nat ltac:(lia)). rewrite Rabs_right in HN by (apply Rle_ge, pow_le; lra).
    pose proof (Rle_abs C). pose proof (Rabs_pos C).
    assert (P : 0 <= (1 - low) ^ (k - K)) by (apply pow_le; lra).
    assert (Q : (1 + Rabs C) * (1 - low) ^ (k - K) < eta).
    { apply Rmult_lt_compat_l with (r := 1 + Rabs C) in HN; [|lra].
      replace ((1 + Rabs C) * (eta / (1 + Rabs C))) with eta in HN by (field; lra). exact HN. }
    pose proof (value_le_optimal G (pol k) _ _ HG
      (proj1 (run_keeps G low high U baseline HG Hl HU pol Run k)) (node_root G)) as V.
    unfold R_dist, expectedReturn, optimalReturn in *. rewrite Rabs_left1 by lra. nra.
Qed.

(** ** No faster *)

(** A decision at the root: what every move has lost cannot shrink faster than
    the floor lets its weight shrink. *)
Theorem E10_no_faster : forall G low high pol n a, wellFormed G -> 0 < low < 1 ->
  flooredRun G low high pol -> horizon G = S n -> chance G [] = None -> In a (moves G []) ->
  forall k, (1 - low) ^ k * (pol 0%nat [] a * (optimalReturn G - optimalValue G n [a]))
    <= shortfall G (pol k).
Proof.
  intros G low high pol n a HG Hl Run HN Hc Ha k.
  pose proof (node_root G) as Nr. rewrite HN in Nr.
  destruct (policy_dist G (pol k) n [] HG (proj1 Run k) Nr) as [P S0].
  destruct (HG n [] Nr) as [Hne _].
  destruct (best_move_spec (moves G []) (fun b => optimalValue G n [b]) Hne) as [_ [_ Max]].
  rewrite <- (optimal_at_decision G n [] Hc) in Max.
  unfold shortfall, optimalReturn, expectedReturn. rewrite HN.
  set (top := optimalValue G (S n) []) in *. rewrite value_step.
  rewrite <- (mean_const (moves G []) (pol k []) top S0) at 2. rewrite <- mean_sub.
  assert (Term : forall b, In b (moves G []) ->
    0 <= pol k [] b * (top - actionValue G (pol k) n [] b)).
  { intros b Hb. apply Rmult_le_pos; [apply P, Hb|]. pose proof (Max b Hb).
    pose proof (value_le_optimal G (pol k) n [b] HG (proj1 Run k) (node_child G n [] b Nr Hb)).
    unfold actionValue. lra. }
  eapply Rle_trans; [|apply (sum_ge_term (moves G []) _ a Ha Term)]. cbv beta.
  pose proof (Max a Ha) as Ma. cbv beta in Ma.
  pose proof (value_le_optimal G (pol k) n [a] HG (proj1 Run k) (node_child G n [] a Nr Ha)) as V.
  assert (F : (1 - low) ^ k * pol 0%nat [] a <= pol k [] a)
    by (apply (floor_after G low high pol Hl Run k n [] a Nr Hc Ha)).
  rewrite <- Rmult_assoc. unfold actionValue.
  apply Rle_trans with (pol k [] a * (top - optimalValue G n [a])).
  - apply Rmult_le_compat_r; lra.
  - apply Rmult_le_compat_l; [apply P, Ha|lra].
Qed.
