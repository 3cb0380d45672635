(** Convergence of the sequential iteration with the ratio box (this project):
    with the new ratios kept within 1 - eps and 1 + eps, exact argmaxes in
    reverse order converge to the optimum at every history.  (Inside the box the
    clip residual is zero, so this is Eq. 6 as well as Eq. 3.)
    Regime: full information, exact expectations, exact argmax over the box (any
    tie breaking), full support of the start at the decisions; chance nodes
    anywhere. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.Clip theorems.KLRate theorems.FiniteTime.
Open Scope R_scope.

Definition boxSweep (G : game) (eps : R) (old new : policy) : Prop :=
  forall n h, node G (S n) h ->
  match chance G h with
  | Some _ => forall a, In a (moves G h) -> new h a = old h a
  | None =>
      isArgmax (ratioBox (moves G h) eps (old h))
        (fun q => mean (moves G h) q (actionValue G new n h)) (new h)
  end.

(** ** One history *)

(** Moving a little weight from [a] to [b]. *)
Lemma exchange : forall menu q Q a b d,
  NoDup menu -> In a menu -> In b menu ->
  let q' := fun c => q c + d * (pointMass b c - pointMass a c) in
  sum menu q' = sum menu q /\ mean menu q' Q = mean menu q Q + d * (Q b - Q a).
Proof.
  intros menu q Q a b d Hnd Ha Hb q'.
  assert (P : forall c f, In c menu -> mean menu (pointMass c) f = f c)
    by (intros; apply mean_point; assumption).
  assert (S1 : forall c, In c menu -> sum menu (pointMass c) = 1).
  { intros c Hc. rewrite <- (P c (fun _ => 1) Hc), mean_weighted. ring. }
  split.
  - unfold q'. rewrite sum_add, sum_scal, sum_sub, !S1 by assumption. ring.
  - rewrite <- (P b Q Hb), <- (P a Q Ha). unfold mean, q'.
    rewrite <- sum_sub, <- sum_scal, <- sum_add. apply sum_ext. intros. ring.
Qed.

(** If the moves of value [top] under [r] are strictly better under [Q] than the
    others, the box step multiplies their weight by 1 + eps, or the weight of
    the others by 1 - eps. *)
Lemma box_step_moves_weight : forall menu (r Q : nat -> R) top eps p q,
  NoDup menu -> 0 < eps < 1 -> isDist menu p ->
  isArgmax (ratioBox menu eps p) (fun x => mean menu x Q) q ->
  (forall a b, In a menu -> In b menu -> r a <> top -> r b = top -> Q a < Q b) ->
  (1 + eps) * bestWeight r top menu p <= bestWeight r top menu q \/
  1 - bestWeight r top menu q <= (1 - eps) * (1 - bestWeight r top menu p).
Proof.
  intros menu r Q top eps p q Hnd He [Hp Hps] [[[Hq Hqs] Hbox] Hmax] Hsep.
  destruct (Exists_dec (fun b => r b = top /\ q b < (1 + eps) * p b) menu) as [Ex|None].
  { intros b. destruct (Req_EM_T (r b) top); [|right; intuition].
    destruct (Rlt_dec (q b) ((1 + eps) * p b)); [left|right]; intuition. }
  - right. apply Exists_exists in Ex. destruct Ex as [b [Hb [Eb Lb]]].
    assert (Rest : forall x, sum menu x = 1 -> 1 - bestWeight r top menu x
      = sum menu (fun a => if Req_EM_T (r a) top then 0 else x a)).
    { intros x Hx. rewrite <- Hx. unfold bestWeight. rewrite <- sum_sub.
      apply sum_ext. intros a _. destruct (Req_EM_T (r a) top); ring. }
    rewrite !Rest by assumption. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [lra|].
    destruct (Rle_lt_dec (q a) ((1 - eps) * p a)) as [L|L]; [exact L|exfalso].
    (* weight could be moved from a to b *)
    set (d := Rmin ((1 + eps) * p b - q b) (q a - (1 - eps) * p a)).
    assert (Hd : 0 < d) by (apply Rmin_glb_lt; lra).
    assert (Hd1 : d <= (1 + eps) * p b - q b) by apply Rmin_l.
    assert (Hd2 : d <= q a - (1 - eps) * p a) by apply Rmin_r.
    assert (Hab : a <> b) by (intros ->; contradiction).
    destruct (exchange menu q Q a b d Hnd Ha Hb) as [Es Em]. cbv zeta in Es, Em.
    set (q' := fun c => q c + d * (pointMass b c - pointMass a c)) in *.
    assert (In_box : ratioBox menu eps p q').
    { assert (B : forall c, In c menu -> (1 - eps) * p c <= q' c <= (1 + eps) * p c).
      { intros c Hc. pose proof (Hbox c Hc). unfold q', pointMass.
        destruct (Nat.eqb_spec c b) as [E1|E1]; destruct (Nat.eqb_spec c a) as [E2|E2];
        try (exfalso; congruence); try subst c; lra. }
      split; [split|exact B].
      - intros c Hc. pose proof (B c Hc). pose proof (Hp c Hc).
        assert (0 <= (1 - eps) * p c) by (apply Rmult_le_pos; lra). lra.
      - rewrite Es. exact Hqs. }
    specialize (Hmax q' In_box). cbv beta in Hmax. rewrite Em in Hmax.
    pose proof (Hsep a b Ha Hb E Eb).
    assert (0 < d * (Q b - Q a)) by (apply Rmult_lt_0_compat; lra). lra.
  - left. unfold bestWeight. rewrite <- sum_scal. apply sum_le. intros a Ha.
    destruct (Req_EM_T (r a) top) as [E|E]; [|lra].
    destruct (Rle_lt_dec ((1 + eps) * p a) (q a)) as [L|L]; [exact L|].
    exfalso. apply None. apply Exists_exists. exists a. auto.
Qed.

(** Such a weight tends to 1, geometrically. *)
Lemma weight_tends_to_one : forall (w : nat -> R) eps K0,
  0 < eps < 1 -> 0 < w K0 -> (forall k, w k <= 1) ->
  (forall k, (K0 <= k)%nat ->
     (1 + eps) * w k <= w (S k) \/ 1 - w (S k) <= (1 - eps) * (1 - w k)) ->
  forall eta, 0 < eta -> exists K, (K0 <= K)%nat /\ forall k, (K <= k)%nat -> 1 - w k <= eta.
Proof.
  intros w eps K0 He Hc H1 Hstep eta Heta. set (c := w K0) in *.
  assert (Hc1 : c <= 1) by apply H1. set (x := 1 - eps * c).
  assert (Hx : 0 <= x < 1) by (unfold x; nra).
  assert (Geo : forall j, c <= w (K0 + j)%nat /\ 1 - w (K0 + j)%nat <= x ^ j).
  { induction j as [|j [IH1 IH2]].
    - rewrite Nat.add_0_r. simpl. fold c. lra.
    - replace (K0 + S j)%nat with (S (K0 + j)) by lia. pose proof (H1 (K0 + j)%nat).
      assert (S1 : 1 - w (S (K0 + j)) <= x * (1 - w (K0 + j)%nat)).
      { set (v := w (K0 + j)%nat) in *.
        assert (F1 : 0 <= eps * (v - c)) by (apply Rmult_le_pos; lra).
        assert (F2 : 0 <= eps * c * v)
          by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
        assert (F3 : 0 <= eps * (1 - c) * (1 - v))
          by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
        destruct (Hstep (K0 + j)%nat ltac:(lia)) as [G1|G2]; fold v in G1 || fold v in G2;
        unfold x; lra. }
      assert (S2 : x * (1 - w (K0 + j)%nat) <= 1 - w (K0 + j)%nat) by nra.
      split; [lra|]. simpl. eapply Rle_trans; [exact S1|].
      apply Rmult_le_compat_l; [lra|exact IH2]. }
  destruct (pow_lt_1_zero x) with (y := eta) as [N HN]; [rewrite Rabs_right; lra|exact Heta|].
  exists (K0 + N)%nat. split; [lia|]. intros k Hk.
  replace k with (K0 + (k - K0))%nat by lia.
  destruct (Geo (k - K0)%nat) as [_ G2]. eapply Rle_trans; [exact G2|].
  specialize (HN (k - K0)%nat ltac:(lia)). rewrite Rabs_right in HN; [lra|].
  apply Rle_ge, pow_le. lra.
Qed.

(** Finitely many "from some k on" hold together. *)
Lemma eventually_all : forall (l : list nat) (P : nat -> nat -> Prop),
  (forall a, In a l -> exists K, forall k, (K <= k)%nat -> P a k) ->
  exists K, forall k a, (K <= k)%nat -> In a l -> P a k.
Proof.
  induction l as [|a l IH]; intros P H.
  - exists 0%nat. intros k a _ [].
  - destruct (IH P) as [K1 H1]; [intros b Hb; apply H; right; exact Hb|].
    destruct (H a (or_introl eq_refl)) as [K2 H2]. exists (K1 + K2)%nat.
    intros k b Hk [<-|Hb]; [apply H2; lia|apply H1; [lia|exact Hb]].
Qed.

(** ** The run *)

Section Run.
Variable G : game.
Variable eps : R.
Variable pol : nat -> policy.
Hypothesis G_ok : wellFormed G.
Hypothesis eps_ok : 0 < eps < 1.
Hypothesis start_ok : isPolicy G (pol 0%nat).
Hypothesis start_full : positiveAtDecisions G (pol 0%nat).
Hypothesis sweeps : forall k, boxSweep G eps (pol k) (pol (S k)).

Lemma box_run_keeps : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k).
Proof.
  induction k as [|k [IH1 IH2]]; [split; assumption|]. split.
  - intros n h Hn. pose proof (sweeps k n h Hn) as S0. pose proof (IH1 n h Hn) as A.
    unfold admissible in *. destruct (chance G h).
    + intros a Ha. rewrite (S0 a Ha). apply A, Ha.
    + apply S0.
  - intros n h a Hn Hc Ha. pose proof (sweeps k n h Hn) as S0. rewrite Hc in S0.
    destruct S0 as [[_ Hbox] _]. pose proof (Hbox a Ha). pose proof (IH2 n h a Hn Hc Ha).
    assert (0 < (1 - eps) * pol k h a) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** At every history the value tends to the optimal one. *)
Theorem E7_box_run_converges_everywhere : forall n h, node G n h ->
  forall eta, 0 < eta ->
  exists K, forall k, (K <= k)%nat ->
    optimalValue G n h - value G (pol k) n h <= eta.
Proof.
  intros n. induction n as [|n IH]; intros h Hn eta Heta.
  - exists 0%nat. intros k _. unfold value. simpl. lra.
  - destruct (G_ok n h Hn) as [Hne [Hnd _]].
    set (l := moves G h) in *. set (r := fun a => optimalValue G n (a :: h)).
    assert (Kids : forall d, 0 < d -> exists K, forall k a, (K <= k)%nat -> In a l ->
      r a - actionValue G (pol k) n h a <= d).
    { intros d Hd. apply (eventually_all l (fun a k => r a - actionValue G (pol k) n h a <= d)).
      intros a Ha. apply (IH (a :: h)); [apply node_child; assumption|exact Hd]. }
    assert (Below : forall k a, In a l -> actionValue G (pol k) n h a <= r a).
    { intros k a Ha. apply value_le_optimal; [exact G_ok|apply box_run_keeps|].
      apply node_child; assumption. }
    assert (Hdist : forall k, isDist l (pol k h)).
    { intros k. apply (policy_dist G (pol k) n h G_ok (proj1 (box_run_keeps k)) Hn). }
    assert (Child : forall k d, (forall a, In a l -> r a - actionValue G (pol k) n h a <= d) ->
      mean l (pol k h) r - value G (pol k) (S n) h <= d).
    { intros k d Hd. rewrite value_step. fold l. rewrite <- mean_sub.
      rewrite <- (mean_const l (pol k h) d) by apply Hdist.
      apply mean_le; [apply Hdist|exact Hd]. }
    destruct (chance G h) as [c|] eqn:Hc.
    + destruct (Kids eta Heta) as [K HK]. exists K. intros k Hk.
      simpl optimalValue. rewrite Hc. fold l. fold r.
      rewrite <- (mean_dist_ext l (pol k h) c).
      * apply Child. intros a Ha. apply HK; assumption.
      * pose proof (proj1 (box_run_keeps k) n h Hn) as A. unfold admissible in A.
        rewrite Hc in A. exact A.
    + simpl optimalValue. rewrite Hc. fold l. fold r. set (top := best l r).
      destruct (best_move_spec l r Hne) as [Hin [Heq Hmax]]. fold top in Heq, Hmax.
      set (b := bestMove l r) in *.
      (* the gap between the best moves and the others *)
      destruct (positive_lower_bound l (fun a => if Req_EM_T (r a) top then 1 else top - r a))
        as [gap [Hgap Hsep]].
      { intros a Ha. pose proof (Hmax a Ha). destruct (Req_EM_T (r a) top); lra. }
      set (range := 1 + sum l (fun a => top - r a)).
      assert (Term : forall a, In a l -> 0 <= top - r a)
        by (intros a Ha; pose proof (Hmax a Ha); lra).
      assert (Hrange : forall a, In a l -> top - r a <= range).
      { intros a Ha. pose proof (sum_ge_term l (fun a => top - r a) a Ha Term) as T.
        cbv beta in T. unfold range. lra. }
      assert (Hr1 : 1 <= range) by (unfold range; pose proof (sum_nonneg l _ Term); lra).
      destruct (Kids (gap / 2)) as [K1 HK1]; [lra|].
      set (w := fun k => bestWeight r top l (pol k h)).
      assert (Hw1 : forall k, w k <= 1).
      { intros k. destruct (Hdist k) as [P S0]. rewrite <- S0. apply sum_le. intros a Ha.
        destruct (Req_EM_T (r a) top); [lra|apply P, Ha]. }
      assert (Hw0 : 0 < w K1).
      { destruct (Hdist K1) as [P _].
        assert (Nonneg : forall a, In a l ->
          0 <= (if Req_EM_T (r a) top then pol K1 h a else 0))
          by (intros a Ha; destruct (Req_EM_T (r a) top); [apply P, Ha|lra]).
        pose proof (sum_ge_term l _ b Hin Nonneg) as T. cbv beta in T.
        destruct (Req_EM_T (r b) top) as [_|N]; [|contradiction].
        pose proof (proj2 (box_run_keeps K1) n h b Hn Hc Hin). unfold w, bestWeight. lra. }
      destruct (weight_tends_to_one w eps K1 eps_ok Hw0 Hw1) with (eta := eta / (2 * range))
        as [K2 [HK12 HK2]].
      { intros k Hk. pose proof (sweeps k n h Hn) as S0. rewrite Hc in S0. fold l in S0.
        apply (box_step_moves_weight l r (actionValue G (pol (S k)) n h) top eps
          (pol k h) (pol (S k) h) Hnd eps_ok (Hdist k) S0).
        intros a b' Ha Hb' Na Eb. pose proof (Hsep a Ha) as Sa. cbv beta in Sa.
        destruct (Req_EM_T (r a) top); [contradiction|].
        pose proof (Below (S k) a Ha). pose proof (HK1 (S k) b' ltac:(lia) Hb'). lra. }
      { apply Rdiv_lt_0_compat; lra. }
      destruct (Kids (eta / 2)) as [K3 HK3]; [lra|].
      exists (K2 + K3)%nat. intros k Hk.
      assert (C1 : mean l (pol k h) r - value G (pol k) (S n) h <= eta / 2).
      { apply Child. intros a Ha. apply HK3; [lia|exact Ha]. }
      assert (C2 : top - mean l (pol k h) r <= range * (1 - w k)).
      { destruct (Hdist k) as [P S0]. rewrite <- (mean_const l (pol k h) top S0).
        rewrite <- mean_sub.
        replace (1 - w k) with (sum l (pol k h) - w k) by (rewrite S0; reflexivity).
        unfold w, bestWeight.
        rewrite <- sum_sub, <- sum_scal. apply sum_le. intros a Ha.
        pose proof (P a Ha). pose proof (Hrange a Ha).
        destruct (Req_EM_T (r a) top) as [E|E]; [rewrite E; lra|].
        rewrite Rminus_0_r, (Rmult_comm range). apply Rmult_le_compat_l; assumption. }
      assert (C3 : range * (1 - w k) <= eta / 2).
      { specialize (HK2 k ltac:(lia)).
        apply Rmult_le_compat_l with (r := range) in HK2; [|lra].
        replace (range * (eta / (2 * range))) with (eta / 2) in HK2 by (field; lra). exact HK2. }
      lra.
Qed.

(** J converges to J*. *)
Theorem E7_box_run_converges : Un_cv (fun k => expectedReturn G (pol k)) (optimalReturn G).
Proof.
  intros eta Heta.
  destruct (E7_box_run_converges_everywhere _ _ (node_root G) (eta / 2)) as [K HK]; [lra|].
  exists K. intros k Hk. specialize (HK k Hk).
  pose proof (value_le_optimal G (pol k) _ _ G_ok (proj1 (box_run_keeps k)) (node_root G)).
  unfold R_dist, expectedReturn, optimalReturn. rewrite Rabs_left1; lra.
Qed.

End Run.
